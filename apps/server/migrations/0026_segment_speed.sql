-- Segments are read from indexes alone, as long as the visibility map says so: it is kept up earlier than for other tables.
ALTER TABLE contact_event_days SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
ALTER TABLE contact_events SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05);
ALTER TABLE subscriptions SET (autovacuum_vacuum_insert_scale_factor = 0.05);
