-- Screens hear of these from what is recorded. A trigger would announce within the transaction, and PostgreSQL lets
-- transactions that notify commit one after the other only.
DROP TRIGGER announce ON inbound_messages;
DROP TRIGGER announce_new ON contacts;
DROP TRIGGER announce_changed ON contacts;
DROP TRIGGER announce_gone ON contacts;
DROP TRIGGER announce_new ON subscriptions;
DROP TRIGGER announce_changed ON subscriptions;
DROP TRIGGER announce_gone ON subscriptions;
DROP PROCEDURE announced_together;
DROP FUNCTION announce_changes;
