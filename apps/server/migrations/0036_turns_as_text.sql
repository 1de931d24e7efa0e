-- Read and written as a whole, and by nothing in SQL: as jsonb it was taken apart and put together again each time.
ALTER TABLE live_memberships ALTER turns TYPE text USING turns::text;
