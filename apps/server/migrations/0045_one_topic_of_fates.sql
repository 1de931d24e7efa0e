-- What becomes of messages is told once, for all who wait for it. What was told for campaigns alone and waits is read as the rest.
UPDATE log_entries SET topic = 'message fates' WHERE topic = 'campaign fates';
DROP POLICY campaign_fates ON log_entries;
