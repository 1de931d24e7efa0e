-- Where the samples of a template's headers lie, as Meta told last. The components are no source for it: between a submission
-- and the next sync they are what a member wrote. Empty until then for the templates that are here already.
ALTER TABLE templates ADD sample_addresses text[] NOT NULL DEFAULT '{}';

-- Meta signs the addresses again from time to time, which is no change that anybody made.
DROP TRIGGER audit ON templates;
CALL audited('templates', 'template', 'name', 'meta_id,revision,edited_at,sample_addresses', 'id', true);
