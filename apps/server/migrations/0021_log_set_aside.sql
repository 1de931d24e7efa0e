-- When an entry arrived: how long it has been waiting, and whether anything older than a moment still is.
ALTER TABLE log_entries ADD received_at timestamptz NOT NULL DEFAULT now();

-- What an operator has to know of an entry that was set aside, and what takes it back to where it was.
ALTER TABLE log_set_aside
  ADD partition    smallint NOT NULL DEFAULT 0,
  ADD received_at  timestamptz NOT NULL DEFAULT now(),
  ADD set_aside_at timestamptz NOT NULL DEFAULT now(),
  ADD tries        integer NOT NULL DEFAULT 1;
