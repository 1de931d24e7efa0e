-- Of two who edit the same thing, the second is told: a row's revision goes up with every change of it, whoever makes it.
CREATE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END $$;

-- Gives a table revisions. Its audit trigger, where it has one, leaves the column out.
CREATE PROCEDURE revised(target regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ADD revision integer NOT NULL DEFAULT 1', target);
  EXECUTE format('CREATE TRIGGER revision BEFORE UPDATE ON %s FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION raise_revision()', target);
END $$;

CALL revised('workspaces');
CALL revised('subscription_groups');
CALL revised('contacts');

DROP TRIGGER audit ON workspaces;
CALL audited('workspaces', 'workspace', 'name', 'revision');
DROP TRIGGER audit ON subscription_groups;
CALL audited('subscription_groups', 'subscription_group', 'name', 'revision');
