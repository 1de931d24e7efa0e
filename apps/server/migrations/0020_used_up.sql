-- The newest step of 30 seconds whose code its owner used. That code and older ones are not taken again (RFC 6238, 5.2).
ALTER TABLE second_factors ADD last_step bigint;
