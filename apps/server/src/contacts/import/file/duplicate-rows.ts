import { personOfPhone } from "@parley/whatsapp/phone"
import type { ContactRow, RefusedRow } from "./row.ts"
import { type Refusal, refusal } from "./row-refusal.ts"

/** The first row of a batch about a person, and the rows below that say the same once more. */
export interface Leader {
  row: ContactRow
  followers: ContactRow[]
}

/**
 * Finds the rows of one batch that name the same phone or the same external id. The first counts; a later one that says
 * the same follows it, any other is refused. Pure.
 */
export function sortDuplicates(rows: readonly ContactRow[]): { leaders: Leader[]; refused: RefusedRow[] } {
  const leaderOf = new Map<string, Leader>()
  const leaders: Leader[] = []
  const refused: RefusedRow[] = []
  for (const row of rows) {
    const keys = keysOf(row)
    const known = keys.map((key) => leaderOf.get(key)).find((leader) => leader !== undefined)
    if (known === undefined) {
      const leader = { row, followers: [] }
      leaders.push(leader)
      for (const key of keys) leaderOf.set(key, leader)
    } else if (known.row.digest === row.digest) {
      known.followers.push(row)
    } else {
      refused.push({ line: row.line, cells: row.cells, refusal: contradicts(known.row.line) })
    }
  }
  return { leaders, refused }
}

/** By what a row names somebody: a phone in any form in which a country writes it is the same. */
export function keysOf({ draft: { patch } }: ContactRow): string[] {
  const phone = patch.phone ? [`phone ${personOfPhone(patch.phone)}`] : []
  return patch.external_id ? [...phone, `id ${patch.external_id}`] : phone
}

export const contradicts = (firstLine: number): Refusal =>
  refusal(
    "duplicate_in_file",
    `Line ${firstLine} names the same person and says something else; it was taken.`,
  )

/** A leader and its followers, none of which is taken. */
export const refuse = ({ row, followers }: Leader, why: Refusal): RefusedRow[] =>
  [row, ...followers].map(({ line, cells }) => ({ line, cells, refusal: why }))
