import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { changeSubscriptions } from "../../subscriptions/index.ts"
import type { Identity } from "../identity/identity.ts"
import { createContacts, recogniseAll, updateContacts } from "../write-contacts.ts"
import { contradicts, type Leader, sortDuplicates } from "./file/duplicate-rows.ts"
import type { FileRow } from "./file/file-rows.ts"
import type { RefusedRow } from "./file/row.ts"
import { refusal } from "./file/row-refusal.ts"

export interface BatchTarget {
  importId: string
  workspaceId: string
  subscriptionGroupId: string | null
  actor: string
  now: Date
}

/** What a batch came to, in rows; the first four add up to its size. */
export interface BatchCounts {
  created: number
  updated: number
  unchanged: number
  refused: number
  subscriptionsChanged: number
  objectionsKept: number
}

interface Settled {
  leader: Leader
  contactId: string
}

/**
 * Writes one batch of rows: contacts, subscriptions with their consent records, and the rows that were refused. Some
 * eight statements whatever the size; repeating it changes nothing.
 */
export async function writeBatch(
  tx: Tx,
  target: BatchTarget,
  rows: readonly FileRow[],
): Promise<BatchCounts> {
  const { leaders, refused: duplicates } = sortDuplicates(rows.filter((row) => "draft" in row))
  const refused = [...rows.filter((row) => "refusal" in row), ...duplicates]
  const sorted = await recogniseLeaders(tx, target, leaders)
  refused.push(...sorted.refused)

  const { now, workspaceId } = target
  const ids = await createContacts(
    tx,
    workspaceId,
    sorted.unknown.map((leader) => leader.row.draft),
    now,
  )
  const created = sorted.unknown.flatMap((leader, index): Settled[] => {
    const contactId = ids[index]
    return contactId === undefined ? [] : [{ leader, contactId }]
  })
  const merges = sorted.known.map(({ leader, contactId }) => ({ contactId, draft: leader.row.draft }))
  const changed = await updateContacts(tx, merges, now)
  const settled = [...created, ...sorted.known]
  const subscriptions = await writeConsent(tx, target, settled)
  await markLines(tx, target, settled)
  await keepRefused(tx, target, refused)

  const touched = new Set([...changed, ...subscriptions.changedContacts])
  const updated = sorted.known.filter(({ contactId }) => touched.has(contactId)).length
  return {
    created: created.length,
    updated,
    refused: refused.length,
    unchanged: rows.length - created.length - updated - refused.length,
    subscriptionsChanged: subscriptions.changed,
    objectionsKept: subscriptions.objectionsKept.length,
  }
}

interface Mark {
  line: number
  digest: string
}

/** The contact of each leader, and whether an earlier batch of this import named it already. */
async function recogniseLeaders(tx: Tx, target: BatchTarget, leaders: readonly Leader[]) {
  const identities = await recogniseAll(
    tx,
    target.workspaceId,
    leaders.map((leader) => leader.row.draft),
  )
  const marks = await readMarks(tx, target.importId, identities.flatMap(contactsOf))
  const known: Settled[] = []
  const unknown: Leader[] = []
  const refused: RefusedRow[] = []
  for (const [index, leader] of leaders.entries()) {
    const identity = identities[index] ?? { kind: "unknown" }
    const mark = contactsOf(identity)
      .map((id) => marks.get(id))
      .find((found) => found !== undefined)
    if (mark) {
      if (mark.digest !== leader.row.digest) refused.push(...refuse(leader, contradicts(mark.line)))
    } else if (identity.kind === "conflict") {
      const why = refusal("identity_conflict", `The ${identity.message}.`)
      refused.push(...refuse(leader, why))
    } else if (identity.kind === "known") {
      known.push({ leader, contactId: identity.contactId })
      marks.set(identity.contactId, leader.row)
    } else {
      unknown.push(leader)
    }
  }
  return { known, unknown, refused }
}

const contactsOf = (identity: Identity): string[] => {
  if (identity.kind === "known") return [identity.contactId]
  return identity.kind === "conflict" ? identity.contactIds : []
}

const refuse = ({ row, followers }: Leader, why: RefusedRow["refusal"]): RefusedRow[] =>
  [row, ...followers].map(({ line, cells }) => ({ line, cells, refusal: why }))

async function readMarks(tx: Tx, importId: string, contactIds: string[]): Promise<Map<string, Mark>> {
  if (contactIds.length === 0) return new Map()
  const { rows } = await sql<Mark & { contact_id: string }>`
    SELECT contact_id, line, digest FROM import_lines
    WHERE import_id = ${importId} AND contact_id = ANY (${contactIds}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.contact_id, row]))
}

async function markLines(
  tx: Tx,
  { importId, workspaceId }: BatchTarget,
  settled: readonly Settled[],
): Promise<void> {
  if (settled.length === 0) return
  const marks = settled.map(({ contactId, leader }) => ({
    contactId,
    line: leader.row.line,
    digest: leader.row.digest,
  }))
  await sql`
    INSERT INTO import_lines (import_id, workspace_id, contact_id, line, digest)
    SELECT ${importId}, ${workspaceId}, contact_id, line, digest
    FROM ${rows("mark", marks, { contactId: "uuid", line: "bigint", digest: "text" })}`.execute(tx)
}

async function writeConsent(tx: Tx, target: BatchTarget, settled: readonly Settled[]) {
  const { subscriptionGroupId: groupId, workspaceId, actor, now } = target
  if (groupId === null) return { changed: 0, changedContacts: [], objectionsKept: [] }
  const changes = settled.flatMap(({ leader, contactId }) => {
    const { consent } = leader.row
    return consent ? [{ ...consent, contactId }] : []
  })
  return changeSubscriptions(tx, { workspaceId, groupId, changes, actor, now })
}

const keptOfCell = 1000

async function keepRefused(
  tx: Tx,
  { importId, workspaceId }: BatchTarget,
  refused: readonly RefusedRow[],
): Promise<void> {
  if (refused.length === 0) return
  // An array of arrays would have to be rectangular; JSON need not be.
  const kept = refused.map(({ line, refusal, cells }) => ({
    line,
    code: refusal.code,
    reason: storable(refusal.reason),
    cells: cells.map(storable),
  }))
  await sql`
    INSERT INTO refused_rows (import_id, workspace_id, line, code, reason, cells)
    SELECT ${importId}, ${workspaceId}, t.line, t.code, t.reason, ARRAY(SELECT jsonb_array_elements_text(t.cells))
    FROM ${rows("t", kept, { line: "bigint", code: "text", reason: "text", cells: "jsonb" })}`.execute(tx)
}

/** PostgreSQL's text holds no NUL; the symbol for it stands in. */
const storable = (text: string) => text.slice(0, keptOfCell).toWellFormed().replaceAll("\0", "\u2400")
