import type { Kysely } from "kysely"
import type { DB } from "./tables.generated.ts"

/** An open transaction. What it may see was decided where it was opened: one workspace, or the whole installation. */
export type Tx = Kysely<DB>
