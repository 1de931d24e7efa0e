-- What people of a campaign did that counts as its success: one row for each occurrence that does. The counts are in `stats`, and stay.
CREATE TABLE conversions (
  campaign_id  uuid NOT NULL REFERENCES campaigns,
  place        smallint NOT NULL, -- of the conversion in the campaign; 0 is the primary one
  contact_id   uuid NOT NULL,
  event_id     uuid NOT NULL,
  workspace_id uuid NOT NULL,
  source_id    uuid NOT NULL,     -- of the person's last message of the campaign before it
  variant      smallint NOT NULL,
  is_control   boolean NOT NULL,
  is_first     boolean NOT NULL,  -- it is the one that is counted; revenue is that of all
  at           timestamptz NOT NULL,
  sent_at      timestamptz NOT NULL,
  revenue      float8,
  currency     text,              -- ISO 4217; NULL: not known
  PRIMARY KEY (campaign_id, place, contact_id, event_id)
);
CREATE UNIQUE INDEX conversions_first ON conversions (campaign_id, place, contact_id) WHERE is_first;
CREATE INDEX conversions_contact ON conversions (contact_id);
CALL protect('conversions');

-- Asked whenever contacts did something, and empty for most.
CREATE INDEX campaign_versions_conversions ON campaign_versions (workspace_id) WHERE definition -> 'conversions' -> 0 IS NOT NULL;

-- What Meta asks for a delivered message, as it was imported from Meta's price list: nothing of it is made up.
CREATE TABLE rate_cards (
  id             uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id   uuid NOT NULL REFERENCES workspaces,
  name           text NOT NULL,
  currency       text NOT NULL, -- ISO 4217
  effective_from date NOT NULL,
  rates          jsonb NOT NULL, -- by market and category, as decimals: {"Germany": {"marketing": "0.1131"}}
  imported_at    timestamptz NOT NULL,
  UNIQUE (workspace_id, currency, effective_from)
);
CALL protect('rate_cards');
CALL audited('rate_cards', 'rate_card', 'name', 'rates,imported_at');
