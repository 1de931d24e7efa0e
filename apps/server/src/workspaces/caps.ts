/** Of a row of `workspaces`: what bounds how many messages its contacts get. Who heeds it is the business of messaging. */
import type { FrequencyCap, WorkspaceControl } from "@parley/model"
import { sql } from "../platform/database/index.ts"

export interface Caps {
  rules: FrequencyCap[]
  /** That days are counted by for contacts who have none of their own. */
  zone: string
}

/** null: it has none. */
export const capsColumn = sql<Caps | null>`CASE WHEN workspaces.frequency_caps <> '[]' THEN jsonb_build_object(
  'rules', workspaces.frequency_caps, 'zone', coalesce(workspaces.time_zone, 'UTC')) END`

export const frequencyCapsColumn = sql<FrequencyCap[]>`workspaces.frequency_caps`
export const controlGroupColumn = sql<WorkspaceControl | null>`workspaces.control_group`
