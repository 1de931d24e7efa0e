import pg from "pg"

/**
 * The connection to the database could not be had, broke, or did not answer in time. Whether what was asked of it was
 * done is not known. Every failure of a connection comes as this, so that nobody has to know a driver's words for it.
 */
export class ConnectionLost extends Error {
  override name = "ConnectionLost"

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/**
 * What a failure of work on the database comes from.
 * - `data`: what was to be written; it fails again however often it is tried
 * - `ours`: a statement or a rule that is wrong, or an error that is not the database's
 * - `passing`: anything else that the database says, such as that it is busy, full, stopping or gone
 */
export type Trouble = "data" | "ours" | "passing"

/**
 * Classes of SQLSTATE that do not pass (PostgreSQL 18, appendix A). Only these: what nobody has thought of is tried again,
 * which loses nothing.
 */
const lasting = new Map<string, Trouble>([
  ["21", "data"], // cardinality violation, such as one row twice in an upsert
  ["22", "data"], // data exception: a value that its type cannot hold
  ["23", "data"], // integrity constraint violation; may also be a race, see `isRace`
  ["44", "data"], // a row that its policy forbids
  ["54", "data"], // program limit exceeded, such as a value too long for an index
  ["0A", "ours"], // not supported
  ["26", "ours"], // no such prepared statement
  ["2F", "ours"], // in a function
  ["34", "ours"], // no such cursor
  ["42", "ours"], // syntax error, no such table or column, no right to it
  ["P0", "ours"], // raised in PL/pgSQL
])

/** Tells what a failure comes from, so that it is known whether trying again can help. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof ConnectionLost) return "passing"
  if (error instanceof pg.DatabaseError) return lasting.get(error.code?.slice(0, 2) ?? "") ?? "passing"
  return isUnreadable(error) ? "data" : "ours"
}

/** What JavaScript throws at a value that is not what was expected; another value would not have met it. */
const isUnreadable = (error: unknown) =>
  error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError

/** Unique violation, no such row to refer to any more, serialization failure, deadlock. */
const raceCodes = new Set(["23505", "23503", "40001", "40P01"])

/** Whether another transaction may have been first, so that this one finds what that one wrote when it starts again. */
export function isRace(error: unknown): boolean {
  return error instanceof pg.DatabaseError && raceCodes.has(error.code ?? "")
}
