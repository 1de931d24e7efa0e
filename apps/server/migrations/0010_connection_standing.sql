-- The doctor also looks when a number or an account was changed here.
ALTER TABLE doctor_runs
  DROP CONSTRAINT doctor_runs_occasion_check,
  ADD CONSTRAINT doctor_runs_occasion_check CHECK (occasion IN ('connected', 'changed', 'asked', 'daily'));

-- What Meta forbids an account for a while: type → until when. As webhooks tell it; Meta does not list it.
ALTER TABLE business_accounts
  ADD COLUMN restrictions jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN event_times  jsonb NOT NULL DEFAULT '{}'; -- as of numbers: newest webhook applied, by fact

ALTER TABLE numbers
  ADD COLUMN requested_name text; -- the display name that Meta reviews, or that waits for a registration
