-- The advisory lock that is a lease: 16 bits of what kind of work it is on, so that those of a kind can be told in pg_locks,
-- and 48 bits of which piece. Two pieces of 10,000 have the same once in 5 million times, and then go to the same worker.
CREATE FUNCTION lease_key(kind text, piece text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (hashtext(kind)::bigint & 65535) << 48 | (hashtextextended(piece, 0) & 281474976710655);
