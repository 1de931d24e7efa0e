import type { DatabaseOptions } from "./database/index.ts"

/**
 * What a process can do for an installation; it does all of it unless told otherwise. What a room brings says by where it stands
 * in its `room.ts` which of them does it.
 * - `intake`: takes webhooks, and nothing else: it needs the log and no other table
 * - `apply`: applies the log
 * - `lanes`: sends
 * - `background`: chores, imports, and whatever else nobody waits for
 * - `api`: the public API and the dashboard
 */
export const processRoles = ["intake", "apply", "lanes", "background", "api"] as const
export type ProcessRole = (typeof processRoles)[number]

/**
 * The connections of each role in a process, made when they are needed, so that none waits for what another is doing.
 * - `intake`: an append ends before Meta's patience does (10 s of the sandbox, which follows what is known of it)
 * - `apply`, `lanes`: one batch of messages or webhooks. Their statements take milliseconds, seconds under load; what they
 *   leave is tried again, and meanwhile a number stands still
 * - `background`: what walks through a whole audience, file or table; seconds at a million contacts, so this is ample
 * - `api`: a person or a program waits for the answer. A transaction may wait for Meta meanwhile
 *   (`connect/numbers/number-lock.ts`), whose time-out is 30 seconds by default; so may a chore's
 */
export const pools = {
  intake: { connections: 4, statementMs: 6_000, idleInTransactionMs: 10_000 },
  apply: { connections: 8, statementMs: 15_000, idleInTransactionMs: 30_000 },
  lanes: { connections: 10, statementMs: 15_000, idleInTransactionMs: 30_000 },
  background: { connections: 6, statementMs: 120_000, idleInTransactionMs: 90_000 },
  api: { connections: 10, statementMs: 30_000, idleInTransactionMs: 90_000 },
} satisfies Record<ProcessRole, Pick<DatabaseOptions, "connections" | "statementMs" | "idleInTransactionMs">>
