-- The audience of a canvas that the API has people enter comes in as a whole where a request asks for it, now or later.
ALTER TABLE canvas_entries DROP CONSTRAINT canvas_entries_pkey;
ALTER TABLE canvas_entries
  ADD id           uuid PRIMARY KEY DEFAULT new_id(),
  ADD broadcast_id uuid,                               -- of a request, the same for all entries of one; NULL: the canvas plans it itself
  ADD audience     jsonb,                              -- which part of the canvas's audience; NULL: all of it
  ADD context      jsonb NOT NULL DEFAULT '{}',        -- what their runs begin with
  ADD zones        text[] NOT NULL DEFAULT '{}',       -- by the clocks of contacts: those who live in them
  ADD is_of_others boolean NOT NULL DEFAULT true;      -- those who live in none of them
CREATE UNIQUE INDEX canvas_entries_planned ON canvas_entries (canvas_id, due_at) WHERE broadcast_id IS NULL;
CREATE INDEX canvas_entries_of_canvas ON canvas_entries (canvas_id);

ALTER TABLE scheduled_sends DROP CONSTRAINT scheduled_sends_kind_check;
ALTER TABLE scheduled_sends
  ADD CONSTRAINT scheduled_sends_kind_check CHECK (kind IN ('campaign', 'message', 'canvas')),
  ADD canvas_id uuid REFERENCES canvases;              -- that people are to enter
