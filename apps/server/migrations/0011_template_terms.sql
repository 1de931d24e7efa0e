-- What else Meta keeps of a template: how long it tries to deliver, which category it was in and will be in, and the
-- format of Meta's library that it was made from.
ALTER TABLE templates
  ADD message_send_ttl_seconds integer,     -- NULL: Meta's default
  ADD correct_category         text,        -- Meta will file it there; NULL: no change is announced
  ADD category_changes_at      timestamptz, -- when; NULL where a sync told, which knows no time
  ADD previous_category        text,
  ADD library_template_name    text;
CREATE INDEX ON contents (template_id);
