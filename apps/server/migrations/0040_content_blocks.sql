-- Texts that many contents share: {{content_blocks.${footer}}}.
CREATE TABLE content_blocks (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name         text NOT NULL,
  description  text,
  tags         text[] NOT NULL DEFAULT '{}',
  content      text NOT NULL, -- Liquid
  state        text NOT NULL CHECK (state IN ('draft', 'active')),
  -- The blocks in it, to be asked what uses one without reading every text.
  named_blocks text[] NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX content_blocks_name ON content_blocks (workspace_id, name);
CREATE INDEX ON content_blocks USING gin (named_blocks);
CALL protect('content_blocks');
CALL revised('content_blocks');
CALL audited('content_blocks', 'content_block', 'name', 'revision,named_blocks');
CALL announced('content_blocks', 'content_block');

-- NULL where it names none.
ALTER TABLE contents ADD named_blocks text[];
CREATE INDEX contents_naming_blocks ON contents USING gin (named_blocks) WHERE named_blocks IS NOT NULL;
