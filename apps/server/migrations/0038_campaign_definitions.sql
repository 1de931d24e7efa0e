-- A campaign is a document; each version that was launched is kept.
ALTER TABLE campaigns
  ADD definition  jsonb,                       -- packages/model, CampaignDefinition
  ADD schema      smallint NOT NULL DEFAULT 1, -- of the definition
  ADD uses        text[] NOT NULL DEFAULT '{}', -- what the definition names, such as segment:0190…
  ADD state       text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'active', 'stopped')),
  ADD folder      text,
  ADD version     integer NOT NULL DEFAULT 0,  -- the latest of campaign_versions; 0: none
  ADD archived_at timestamptz;

UPDATE campaigns AS c SET
  definition = jsonb_build_object(
    'number_id', c.number_id, 'control_share', 0, 'audience', c.audience,
    'variants', jsonb_build_array(jsonb_build_object('id', new_id(), 'name', 'Variant A', 'weight', 1,
      'content', (SELECT body FROM contents WHERE contents.id = c.content_id)))),
  uses = ARRAY(
    SELECT 'template:' || template_id FROM contents WHERE contents.id = c.content_id AND template_id IS NOT NULL
    UNION SELECT 'segment:' || (named #>> '{}') FROM jsonb_path_query(c.audience, '$.**.segment_id') AS named
    UNION SELECT 'list:' || (named #>> '{}') FROM jsonb_path_query(c.audience, '$.**.list_id') AS named
    UNION SELECT 'contact_tag:' || (named #>> '{}') FROM jsonb_path_query(c.audience, '$.**.tag_id') AS named
    UNION SELECT 'campaign:' || (named #>> '{}') FROM jsonb_path_query(c.audience, '$.**.campaign_id') AS named);
ALTER TABLE campaigns ALTER definition SET NOT NULL;

CREATE TABLE campaign_versions (
  campaign_id  uuid NOT NULL REFERENCES campaigns,
  version      integer NOT NULL,
  workspace_id uuid NOT NULL,
  schema       smallint NOT NULL,
  definition   jsonb NOT NULL,
  content_ids  uuid[] NOT NULL, -- what its variants say, in their order
  made_at      timestamptz NOT NULL,
  PRIMARY KEY (campaign_id, version)
);
CALL protect('campaign_versions');
INSERT INTO campaign_versions (campaign_id, version, workspace_id, schema, definition, content_ids, made_at)
SELECT id, 1, workspace_id, 1, definition, ARRAY[content_id], updated_at FROM campaigns
WHERE EXISTS (SELECT FROM launches WHERE campaign_id = campaigns.id);
UPDATE campaigns SET version = 1, state = 'active' WHERE EXISTS (SELECT FROM launches WHERE campaign_id = campaigns.id);

ALTER TABLE launches ADD version integer NOT NULL DEFAULT 1;
ALTER TABLE launches ALTER version DROP DEFAULT;

-- The number is that of the definition.
ALTER TABLE campaigns DROP content_id, DROP audience, ALTER number_id DROP NOT NULL;
CREATE INDEX campaigns_uses ON campaigns USING gin (uses);
CALL revised('campaigns');
DROP TRIGGER audit ON campaigns;
CALL audited('campaigns', 'campaign', 'name', 'revision,uses,schema,number_id,version');

-- Who of an audience gets nothing, for comparison: they pass every rule, and are left out at the end.
ALTER TABLE recipients ADD is_control boolean NOT NULL DEFAULT false;
ALTER TABLE outbox ADD is_control boolean NOT NULL DEFAULT false;
