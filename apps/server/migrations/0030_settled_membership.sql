-- Segments whose answer for a contact does not depend on what the contact does, as something else decides: events are not judged for them.
ALTER TABLE live_memberships ADD settled integer[] NOT NULL DEFAULT '{}';
