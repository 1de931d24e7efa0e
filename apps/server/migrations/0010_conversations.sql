CREATE TABLE conversations (
  id              uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id    uuid NOT NULL REFERENCES workspaces,
  number_id       uuid NOT NULL REFERENCES numbers,
  contact_id      uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  last_inbound_at timestamptz, -- the service window is open for 24 hours after it
  created_at      timestamptz NOT NULL,
  -- By this they are listed: when the contact wrote last; where they never did, when it began. A column: under row-level
  -- security an expression with coalesce is no condition for an index.
  active_at       timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(last_inbound_at, created_at)) STORED,
  UNIQUE (number_id, contact_id)
);
CREATE INDEX ON conversations (workspace_id, active_at DESC, id DESC);
CREATE INDEX ON conversations (contact_id);
CALL protect('conversations');

CREATE TABLE inbound_messages (
  id              uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id    uuid NOT NULL REFERENCES workspaces,
  conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
  wamid           text NOT NULL,
  type            text NOT NULL,
  content         jsonb NOT NULL,
  context_wamid   text, -- the message it answers
  group_id        text,  -- written to this group, not to the number alone
  forwarded       text CHECK (forwarded IN ('forwarded', 'frequently_forwarded')),
  -- What came along: it comes once and cannot be asked for again.
  referral         jsonb, -- the ad or post from which the contact came; packages/model, Referral
  referred_product jsonb, -- the product that it asks about; packages/model, ReferredProduct
  errors           jsonb, -- why Meta does not pass on what was written; packages/model, InboundError[]
  sent_at         timestamptz NOT NULL, -- Meta's timestamp
  received_at     timestamptz NOT NULL,
  UNIQUE (workspace_id, wamid)
);
CREATE INDEX ON inbound_messages (conversation_id, sent_at);
CALL protect('inbound_messages');

-- What the business wrote to a contact in the WhatsApp app on its phone, as Meta tells it.
CREATE TABLE echoed_messages (
  id              uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id    uuid NOT NULL REFERENCES workspaces,
  conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
  wamid           text NOT NULL,
  type            text NOT NULL,
  content         jsonb NOT NULL,
  context_wamid   text, -- the message it answers
  sent_at         timestamptz NOT NULL, -- Meta's timestamp
  received_at     timestamptz NOT NULL,
  UNIQUE (workspace_id, wamid)
);
CREATE INDEX ON echoed_messages (conversation_id, sent_at);
CALL protect('echoed_messages');
-- Few: a person types them. Contacts' own messages are announced from what is recorded.
CALL announced('echoed_messages', 'conversation', 'conversation_id');

-- The file of an inbound or echoed message. Meta keeps it for some days only, so it is fetched at once.
CREATE TABLE conversation_media (
  id                 uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id       uuid NOT NULL REFERENCES workspaces,
  number_id          uuid NOT NULL REFERENCES numbers,
  inbound_message_id uuid UNIQUE REFERENCES inbound_messages ON DELETE CASCADE,
  echoed_message_id  uuid UNIQUE REFERENCES echoed_messages ON DELETE CASCADE,
  meta_id            text NOT NULL,
  mime_type          text, -- as Meta says
  file_name          text, -- of a document, as the sender has it
  state              text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'fetched', 'failed')),
  failure            text, -- why it is not here (yet): conversations/media/media-view.ts
  failure_detail     text, -- as Meta or the store said it
  tries              smallint NOT NULL DEFAULT 0,
  try_after          timestamptz NOT NULL, -- of one that is waiting; while it is being fetched, when that is given up for dead
  gone_at            timestamptz NOT NULL, -- Meta keeps it until then
  bytes              bigint,
  fetched_at         timestamptz,
  CHECK (num_nonnulls(inbound_message_id, echoed_message_id) = 1)
);
CREATE INDEX conversation_media_waiting ON conversation_media (try_after) WHERE state = 'waiting';
CALL protect('conversation_media');

-- Files that nothing is left of but themselves.
CREATE TABLE abandoned_files (
  file         text PRIMARY KEY, -- its key in the file store
  workspace_id uuid NOT NULL,
  delete_after timestamptz NOT NULL
);
CREATE INDEX ON abandoned_files (delete_after);
CALL protect('abandoned_files');

-- A file goes with its row, whatever took that along: a contact that was erased takes conversations and messages. One that
-- is perhaps being fetched at this moment is waited for, so that it is not put there afterwards.
CREATE FUNCTION abandon_media_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO abandoned_files (file, workspace_id, delete_after)
  VALUES ('media/' || OLD.workspace_id || '/' || OLD.id, OLD.workspace_id,
    now() + CASE WHEN OLD.state = 'waiting' THEN interval '1 hour' ELSE interval '0' END)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER abandon_file AFTER DELETE ON conversation_media FOR EACH ROW EXECUTE FUNCTION abandon_media_file();

-- Tells who looks at a conversation that a file has come, or will not. Not of new rows: their messages are announced. Not of
-- files that go because they are old: they are many.
CREATE TRIGGER announce AFTER UPDATE OF state ON conversation_media FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND OLD.state <> 'fetched')
  EXECUTE FUNCTION announce_change('conversation_media', 'id');
