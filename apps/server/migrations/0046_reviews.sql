-- Who else has to agree before a campaign goes out, and what people without an account say of it before.

-- A campaign to more people than this needs the approval of a second member; 0: each one; NULL: none does.
ALTER TABLE workspaces ADD approval_above integer CHECK (approval_above >= 0);
GRANT UPDATE (approval_above) ON workspaces TO parley_workspace;

CREATE TABLE campaign_approvals (
  id            uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id  uuid NOT NULL REFERENCES workspaces,
  campaign_id   uuid NOT NULL REFERENCES campaigns,
  state         text NOT NULL CHECK (state IN ('pending', 'approved', 'declined', 'withdrawn', 'void')),
  digest        bytea NOT NULL,   -- of all that is approved: the document, and what it is made from
  people        integer NOT NULL, -- who it would have gone to as it was asked for
  note          text,
  asked_by      uuid NOT NULL,    -- a member
  asked_at      timestamptz NOT NULL,
  decided_by    uuid,             -- a member
  decided_at    timestamptz,
  decision_note text,
  used_at       timestamptz,      -- when the campaign went out by it, or was started
  version       integer,          -- of the campaign, that did
  launch_id     uuid,             -- that did, where it was launched
  CHECK (decided_by <> asked_by),
  CHECK ((state IN ('approved', 'declined')) <= (decided_by IS NOT NULL))
);
CREATE UNIQUE INDEX campaign_approvals_pending ON campaign_approvals (campaign_id) WHERE state = 'pending';
CREATE INDEX ON campaign_approvals (campaign_id);
CALL protect('campaign_approvals');
CALL audited('campaign_approvals', 'campaign_approval', '', 'digest,asked_at,decided_at,used_at,asked_by,decided_by');
CALL announced('campaign_approvals', 'campaign', 'campaign_id');

-- Links by which people without an account see a campaign before it goes out.
CREATE TABLE campaign_reviews (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  campaign_id  uuid NOT NULL REFERENCES campaigns,
  name         text NOT NULL, -- who it is for
  created_by   text NOT NULL, -- as in the audit log
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  revoked_at   timestamptz
);
CREATE INDEX ON campaign_reviews (campaign_id);
CALL protect('campaign_reviews');
CALL audited('campaign_reviews', 'campaign_review', 'name', 'created_by,created_at');
CALL announced('campaign_reviews', 'campaign', 'campaign_id');

CREATE TABLE campaign_review_comments (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  campaign_id  uuid NOT NULL REFERENCES campaigns,
  review_id    uuid NOT NULL REFERENCES campaign_reviews,
  author       text NOT NULL, -- as they called themselves
  body         text NOT NULL,
  revision     integer NOT NULL, -- of the campaign, that they saw
  created_at   timestamptz NOT NULL,
  resolved_at  timestamptz
);
CREATE INDEX ON campaign_review_comments (campaign_id, id);
CREATE INDEX ON campaign_review_comments (review_id);
CALL protect('campaign_review_comments');
CALL announced('campaign_review_comments', 'campaign', 'campaign_id');
