-- What happens to contacts is recorded in the transaction that made it, which runs as its workspace: it may add to the
-- log, and neither read it nor take anything out.
GRANT INSERT (topic, partition, bytes, payload) ON log_entries TO parley_workspace;
