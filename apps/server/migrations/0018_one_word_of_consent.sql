-- A stop of marketing in WhatsApp is a word about the subscription like any other: it unsubscribes. What stood beside the
-- subscription until now is carried over, so that nobody who stopped is written to.
ALTER TABLE subscriptions
  -- Only WhatsApp's own switch unsubscribed them, who were subscribed before: resuming there subscribes them again.
  ADD resumable boolean NOT NULL DEFAULT false;

UPDATE subscriptions SET state = 'unsubscribed', changed_at = greatest(changed_at, marketing_at),
  resumable = state IS NOT DISTINCT FROM 'subscribed'
WHERE marketing = 'stopped';
DELETE FROM subscriptions WHERE state IS NULL;

ALTER TABLE subscriptions
  DROP COLUMN marketing,
  DROP COLUMN marketing_at,
  ALTER state SET NOT NULL,
  ALTER changed_at SET NOT NULL,
  ADD CHECK (NOT resumable OR state = 'unsubscribed');

ALTER TABLE consent_records DROP CONSTRAINT consent_records_state_check;
UPDATE consent_records SET state = 'unsubscribed' WHERE state = 'marketing_stopped';
DELETE FROM consent_records WHERE state = 'marketing_resumed'; -- resuming subscribed nobody
ALTER TABLE consent_records ADD CHECK (state IN ('subscribed', 'unsubscribed', 'identity_changed'));
