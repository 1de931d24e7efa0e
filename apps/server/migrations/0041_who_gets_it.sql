-- How many messages a person gets at most, and who gets none of campaigns, for comparison.
ALTER TABLE workspaces
  ADD frequency_caps jsonb NOT NULL DEFAULT '[]', -- packages/model, FrequencyCap[]
  ADD control_group  jsonb;                       -- packages/model, WorkspaceControl; NULL: there is none
GRANT UPDATE (frequency_caps, control_group) ON workspaces TO parley_workspace;

-- The claim under which a message was counted towards frequency caps. It counts as long as that is its claim, so nothing has to be
-- taken back: what is given back, dropped or refused has that claim no more.
ALTER TABLE outbox ADD reserved uuid;
