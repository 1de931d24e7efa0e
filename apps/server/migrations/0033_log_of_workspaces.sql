-- A workspace adds what happens to contacts and nothing else: webhooks enter the log by their signature alone.
ALTER TABLE log_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON log_entries TO parley_system USING (true) WITH CHECK (true);
CREATE POLICY contacts ON log_entries FOR INSERT TO parley_workspace WITH CHECK (topic = 'contacts');
