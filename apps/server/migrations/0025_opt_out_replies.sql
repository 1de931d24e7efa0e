-- What the quick replies of a template say by which people unsubscribe, whatever they are called. Meta knows no such button:
-- components are kept as Meta has them, and the mark beside them.
ALTER TABLE templates ADD opt_out_replies text[] NOT NULL DEFAULT '{}';
