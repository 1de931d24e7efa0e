-- Contacts that a launch has yet to come to, but whose person has a message of it already: they became one with a contact that
-- it had come to.
ALTER TABLE launches ADD reached uuid[] NOT NULL DEFAULT '{}';
DROP TRIGGER audit ON launches;
CALL audited('launches', 'launch', '', 'after_contact,audience_size,reached');
