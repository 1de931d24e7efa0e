-- Announces a table of which one statement may write thousands of rows: once for each statement and workspace, with the id
-- when it was one row, or several rows of one id, and NULL otherwise. Where a statement changed nothing, it says nothing.
-- What it costs for each row cannot be measured: 1,000 new contacts took 75 ms with it and 75 ms without (medians of 100).
CREATE FUNCTION announce_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT pg_notify(''parley_events'', json_build_object(
      ''workspace_id'', workspace_id, ''type'', %L, ''id'', CASE WHEN count(DISTINCT %I) = 1 THEN any_value(%2$I) END)::text)
    FROM changed GROUP BY workspace_id', TG_ARGV[0], TG_ARGV[1]);
  RETURN NULL;
END $$;

CREATE PROCEDURE announced_together(target regclass, event_type text, id_column text DEFAULT 'id') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER announce_new AFTER INSERT ON %s REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION announce_changes(%L, %L)', target, event_type, id_column);
  EXECUTE format('CREATE TRIGGER announce_changed AFTER UPDATE ON %s REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION announce_changes(%L, %L)', target, event_type, id_column);
  EXECUTE format('CREATE TRIGGER announce_gone AFTER DELETE ON %s REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION announce_changes(%L, %L)', target, event_type, id_column);
END $$;

CALL announced_together('contacts', 'contact');
CALL announced_together('subscriptions', 'subscription', 'subscription_group_id');
