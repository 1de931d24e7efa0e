-- Journeys: documents with versions, and the runs of people through them.
CREATE TABLE canvases (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name         text NOT NULL,
  tags         text[] NOT NULL DEFAULT '{}',
  folder       text,
  state        text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'active', 'stopped')),
  number_id    uuid REFERENCES numbers,
  schema       integer NOT NULL,
  definition   jsonb NOT NULL, -- packages/model, CanvasDefinition: what is published next
  uses         text[] NOT NULL, -- of that, such as segment:0190…
  version      integer NOT NULL DEFAULT 0, -- the one that people enter; 0: none was published
  is_listening boolean NOT NULL DEFAULT false, -- active, and people enter that version by what they do
  started_at   timestamptz, -- of an active one
  edited_by    text,        -- who wrote last what is published next, as in the audit log
  archived_at  timestamptz,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);
CALL revised('canvases');
CREATE INDEX ON canvases (workspace_id, id);
CREATE INDEX ON canvases USING gin (uses);
CREATE INDEX canvases_listening ON canvases (id) WHERE is_listening;
CALL protect('canvases');
CALL audited('canvases', 'canvas', 'name', 'revision,uses,schema,is_listening,edited_by');
CALL announced('canvases', 'canvas');

CREATE TABLE canvas_versions (
  canvas_id    uuid NOT NULL REFERENCES canvases,
  version      integer NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  schema       integer NOT NULL,
  definition   jsonb NOT NULL,
  made_at      timestamptz NOT NULL,
  PRIMARY KEY (canvas_id, version)
);
CALL protect('canvas_versions');

-- What each message of a version is sent by.
CREATE TABLE canvas_sources (
  source_id    uuid PRIMARY KEY REFERENCES sources,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  canvas_id    uuid NOT NULL REFERENCES canvases,
  version      integer NOT NULL,
  step         text NOT NULL,
  content      smallint NOT NULL, -- of the contents of the step, its place
  UNIQUE (canvas_id, version, step, content)
);
CALL protect('canvas_sources');

-- One person's way through a version. Its step is written with every move, so rows have room to be updated in place.
CREATE TABLE canvas_runs (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  canvas_id    uuid NOT NULL REFERENCES canvases,
  version      integer NOT NULL,
  contact_id   uuid NOT NULL,
  slot         integer NOT NULL, -- the how-manieth time of this person, from 0: the rule of re-entry gives it
  entered_by   bytea NOT NULL,   -- what it was entered by: heard of or asked for twice, it is one run
  variant      smallint NOT NULL DEFAULT 0,
  step         text,             -- NULL: it has not come to its first
  seq          integer NOT NULL DEFAULT 0, -- of its moves
  entered_at   timestamptz NOT NULL,
  arrived_at   timestamptz NOT NULL, -- at its step
  wake_at      timestamptz,      -- when it is looked at next; NULL: when something happens, or it is over
  heard        text,             -- of what it waited for and what came: the outlet
  heard_at     timestamptz,
  heard_by     uuid,             -- the inbound message that it was
  leaving      text,             -- why it leaves, whatever its step says
  message_id   uuid,             -- that its step sent
  last_message uuid,             -- that any of its steps sent last
  task_due_at  timestamptz,      -- when a worker does what its step asks
  task_claim   uuid,             -- of that worker
  performed    jsonb,            -- what came of it
  context      jsonb NOT NULL DEFAULT '{}',
  left_at      timestamptz,
  exit_reason  text
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE UNIQUE INDEX canvas_runs_slot ON canvas_runs (canvas_id, contact_id, slot);
CREATE UNIQUE INDEX canvas_runs_entry ON canvas_runs (canvas_id, contact_id, entered_by);
CREATE INDEX canvas_runs_due ON canvas_runs (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX canvas_runs_tasks ON canvas_runs (task_due_at) WHERE task_due_at IS NOT NULL;
CREATE INDEX canvas_runs_contact ON canvas_runs (contact_id);
CREATE INDEX canvas_runs_canvas ON canvas_runs (canvas_id, id);
CALL protect('canvas_runs');

-- What moved each run, and why.
CREATE TABLE canvas_moves (
  run_id       uuid NOT NULL,
  seq          integer NOT NULL,
  workspace_id uuid NOT NULL,
  step         text,          -- NULL: it entered
  outlet       text,          -- NULL: it left the canvas here
  reason       text,          -- why it left
  arrived_at   timestamptz NOT NULL,
  moved_at     timestamptz NOT NULL,
  saw          jsonb,         -- what the decision was made by
  PRIMARY KEY (run_id, seq)
);
CREATE INDEX ON canvas_moves (moved_at);
CALL protect('canvas_moves');

-- How many moved, by day of UTC.
CREATE TABLE canvas_counts (
  canvas_id    uuid NOT NULL REFERENCES canvases,
  version      integer NOT NULL,
  step         text NOT NULL,    -- '': of the canvas itself
  outlet       text NOT NULL,    -- '': out of the canvas
  reason       text NOT NULL,    -- of that; otherwise ''
  variant      smallint NOT NULL,
  day          date NOT NULL,
  workspace_id uuid NOT NULL,
  n            bigint NOT NULL,
  PRIMARY KEY (canvas_id, version, step, outlet, reason, variant, day)
) WITH (fillfactor = 70);
CALL protect('canvas_counts');

-- When the audience of a canvas enters it: what is left to do of each time.
CREATE TABLE canvas_entries (
  canvas_id    uuid NOT NULL REFERENCES canvases ON DELETE CASCADE,
  due_at       timestamptz NOT NULL,
  workspace_id uuid NOT NULL,
  local        text,          -- of a recurring one: what the clock shows
  after_contact uuid,         -- everybody up to and including this contact is in
  ended_at     timestamptz,
  PRIMARY KEY (canvas_id, due_at)
);
CREATE INDEX canvas_entries_due ON canvas_entries (due_at) WHERE ended_at IS NULL;
CALL protect('canvas_entries');

-- A person of the team writes to this person: nothing automatic goes from the number to them meanwhile.
CREATE TABLE automation_holds (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  number_id    uuid NOT NULL REFERENCES numbers,
  contact_id   uuid NOT NULL,
  run_id       uuid,            -- of a canvas, that handed over; NULL: a member did
  reason       text NOT NULL,
  since        timestamptz NOT NULL,
  until        timestamptz NOT NULL,
  released_at  timestamptz      -- before its end
);
CREATE INDEX ON automation_holds (contact_id);
CREATE INDEX automation_holds_open ON automation_holds (number_id, until) WHERE released_at IS NULL; -- asked with every claim
CREATE INDEX ON automation_holds (run_id);
CALL protect('automation_holds');

-- Inbound messages that something automatic answers: nothing after it does, unless the workspace wants it so.
CREATE TABLE inbound_claims (
  inbound_message_id uuid PRIMARY KEY,
  workspace_id       uuid NOT NULL REFERENCES workspaces,
  claimed_by         text NOT NULL, -- canvas_run:…, canvas:…, campaign:…
  claimed_at         timestamptz NOT NULL
);
CREATE INDEX ON inbound_claims (claimed_at);
CALL protect('inbound_claims');
