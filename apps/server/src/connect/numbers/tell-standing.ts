/** What of numbers and accounts members are told: that one sends nothing until somebody acts, and that its quality is low. */
import { explainError } from "@parley/whatsapp/errors"
import { type Told, tellStanding } from "../../notifications/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { restrictionsOf } from "../accounts/restrictions.ts"

interface Standing {
  id: string
  workspace_id: string
  display_phone_number: string
  status: string
  quality_rating: string
  held_until: Date | null
  hold_code: number | null
  disconnected_at: Date | null
}

/** A wait this long is no trouble of the moment. */
const lastingMs = 60 * 60_000

/** What Meta's own trouble and too much at once stop goes on by itself, within minutes. */
function needsPerson(code: number): boolean {
  const { fault, retry } = explainError(code)
  return fault !== "meta" && (fault !== "rate" || (retry.kind === "wait" && retry.waitMs >= lastingMs))
}

/** Why a number sends nothing until somebody acts; undefined when it does, or soon will. */
function stopOf({ status, held_until, hold_code }: Standing, now: Date) {
  if (held_until !== null && held_until > now && hold_code !== null && needsPerson(hold_code)) {
    const { meaning, fix } = explainError(hold_code)
    return { reason: meaning, help: fix }
  }
  return status === "BANNED" ? { reason: "Meta banned it.", help: "Appeal in Business Support." } : undefined
}

const qualities: ReadonlyMap<string, "medium" | "low"> = new Map([
  ["YELLOW", "medium"],
  ["RED", "low"],
])

/** What is to be told of a number as it stands. Pure. */
export function standingOf(number: Standing, now: Date): Told[] {
  const { id, workspace_id: workspaceId, display_phone_number, status, quality_rating } = number
  if (number.disconnected_at !== null || status === "DELETED") return []
  const of = { number_id: id, number: display_phone_number }
  const stop = stopOf(number, now)
  const quality = qualities.get(status === "FLAGGED" ? "RED" : quality_rating)
  return [
    ...(stop
      ? [
          {
            workspaceId,
            subjectId: id,
            condition: `number:${id}:stopped`,
            about: { kind: "number_stopped", ...of, ...stop },
          } as const,
        ]
      : []),
    // A condition for each rating: that it fell further is news.
    ...(quality
      ? [
          {
            workspaceId,
            subjectId: id,
            condition: `number:${id}:quality:${quality}`,
            about: { kind: "quality_low", ...of, quality },
          } as const,
        ]
      : []),
  ]
}

const numberKinds = ["number_stopped", "quality_low"] as const

/** Tells how these numbers stand, once what was written of them is. */
export async function tellOfNumbers(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<Standing>`
    SELECT id, workspace_id, display_phone_number, status, quality_rating, held_until, hold_code, disconnected_at
    FROM numbers WHERE id = ANY(${ids}::uuid[])`.execute(tx)
  await tellStanding(
    tx,
    { kinds: numberKinds, subjectIds: ids },
    rows.flatMap((row) => standingOf(row, now)),
    now,
  )
}

/** As `tellOfNumbers`, of all numbers of these accounts, and what Meta forbids the accounts. */
export async function tellOfAccounts(tx: Tx, accountIds: readonly string[], now: Date): Promise<void> {
  if (accountIds.length === 0) return
  const accounts = await tx
    .selectFrom("business_accounts")
    .select(["id", "workspace_id", "name", "restrictions", "disconnected_at"])
    .where("id", "in", accountIds)
    .execute()
  const told = accounts.flatMap(({ id, workspace_id, name, restrictions, disconnected_at }): Told[] => {
    const forbidden = disconnected_at === null ? restrictionsOf(restrictions, now) : []
    if (forbidden.length === 0) return []
    const about = {
      kind: "account_restricted",
      business_account_id: id,
      account: name,
      restrictions: forbidden.map(({ type, until }) => ({ type, until: until.toISOString() })),
    } as const
    return [{ workspaceId: workspace_id, subjectId: id, condition: `account:${id}:restricted`, about }]
  })
  await tellStanding(tx, { kinds: ["account_restricted"], subjectIds: accountIds }, told, now)
  const numbers = await tx
    .selectFrom("numbers")
    .select("id")
    .where("business_account_id", "in", accountIds)
    .execute()
  await tellOfNumbers(
    tx,
    numbers.map(({ id }) => id),
    now,
  )
}
