-- Everybody can stop marketing from a number in WhatsApp itself, and resume it. That is no word about the subscription: who
-- stopped may still get utility and authentication templates, and who resumes has whatever subscription they had.
ALTER TABLE subscriptions
  ALTER state DROP NOT NULL, -- NULL: they said nothing but about marketing
  ALTER changed_at DROP NOT NULL,
  ADD marketing text CHECK (marketing IN ('stopped', 'resumed')), -- NULL: as WhatsApp has it from the beginning
  ADD marketing_at timestamptz, -- when the person said so
  ADD CHECK ((state IS NULL) = (changed_at IS NULL)),
  ADD CHECK ((marketing IS NULL) = (marketing_at IS NULL)),
  ADD CHECK (state IS NOT NULL OR marketing IS NOT NULL);

ALTER TABLE consent_records
  DROP CONSTRAINT consent_records_state_check,
  ADD CHECK (state IN ('subscribed', 'unsubscribed', 'marketing_stopped', 'marketing_resumed', 'identity_changed'));
