import { attributeLimits } from "@parley/model"
import { rows, sql, type Tx } from "../../../platform/database/index.ts"
import { changeSubscriptions, type SubscriptionChange } from "../../../subscriptions/index.ts"
import { tooManyAttributes } from "../../attributes/resolve-attributes.ts"
import type { Identity } from "../../identity/identity.ts"
import { spreadConsent } from "../../spread-consent.ts"
import { createContacts, recogniseAll, updateContacts } from "../../write-contacts.ts"
import { contradicts, type Leader, refuse, sortDuplicates } from "../file/duplicate-rows.ts"
import type { FileRow, RefusedRow } from "../file/row.ts"
import { refusal } from "../file/row-refusal.ts"
import { addToTargets } from "./add-to-targets.ts"
import type { BatchTarget, Mark, Settled, WrittenBatch } from "./batch.ts"
import { markTrialLines, sortTrialDuplicates } from "./trial-lines.ts"

/**
 * Writes one batch of rows: contacts, and subscriptions with their consent records. Some
 * seven statements whatever the size; repeating it changes nothing.
 */
export async function writeBatch(
  tx: Tx,
  target: BatchTarget,
  rows: readonly FileRow[],
): Promise<WrittenBatch> {
  const { leaders: all, refused: duplicates } = sortDuplicates(rows.filter((row) => "draft" in row))
  const refused = [...rows.filter((row) => "refusal" in row), ...duplicates]
  const { leaders, refused: again } = await sortTrialDuplicates(tx, target, all)
  refused.push(...again)
  const sorted = await recogniseLeaders(tx, target, leaders)
  const full = await withTooManyAttributes(tx, target, sorted.known)
  sorted.known = sorted.known.filter(({ contactId }) => !full.has(contactId))
  refused.push(...sorted.refused, ...[...full.values()].flat())

  const { now, workspaceId } = target
  const ids = await createContacts(
    tx,
    workspaceId,
    sorted.unknown.map((leader) => leader.row.draft),
    now,
    target.importId,
  )
  const created = sorted.unknown.flatMap((leader, index): Settled[] => {
    const contactId = ids[index]
    return contactId === undefined ? [] : [{ leader, contactId }]
  })
  const merges = sorted.known.map(({ leader, contactId }) => ({ contactId, draft: leader.row.draft }))
  const changed = await updateContacts(tx, merges, now)
  const settled = [...created, ...sorted.known]
  const subscriptions = await writeConsent(tx, target, settled)
  await addToTargets(
    tx,
    target,
    settled.map(({ contactId }) => contactId),
  )
  await markLines(tx, target, settled)

  const touched = new Set([...changed, ...subscriptions.changedContacts])
  const updated = sorted.known.filter(({ contactId }) => touched.has(contactId)).length
  const settledRows = settled.map(({ leader }) => leader.row)
  const counts = {
    created: created.length,
    updated,
    refused: refused.length,
    cellsDropped: settledRows.reduce((sum, { warnings }) => sum + warnings.length, 0),
    unchanged: rows.length - created.length - updated - refused.length,
    eventsRecorded: 0,
    subscriptionsChanged: subscriptions.changed,
    objectionsKept: subscriptions.objectionsKept.length,
  }
  return { counts, refused, settledRows, keepTrial: () => markTrialLines(tx, target, settled) }
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

/**
 * The rows of contacts who would have more attributes than one may, by contact. Nobody has more than the catalogue has: there this
 * reads nothing else.
 */
async function withTooManyAttributes(
  tx: Tx,
  { workspaceId }: BatchTarget,
  known: readonly Settled[],
): Promise<Map<string, RefusedRow[]>> {
  const given = known.flatMap(({ leader, contactId }) => {
    const { attributes } = leader.row.draft.patch
    return attributes === undefined ? [] : [{ leader, contactId, attributes }]
  })
  if (given.length === 0) return new Map()
  const { rows: near } = await sql<{ id: string; names: string[] }>`
    SELECT c.id, ARRAY(SELECT jsonb_object_keys(c.attributes)) AS names
    FROM ${rows("t", given, { contactId: "uuid" })} JOIN contacts AS c ON c.workspace_id = ${workspaceId} AND c.id = t.contact_id
    WHERE (SELECT count(*) FROM (
        SELECT FROM attribute_definitions WHERE workspace_id = ${workspaceId} LIMIT ${attributeLimits.ofContact + 1}) AS first_ones)
        > ${attributeLimits.ofContact}`.execute(tx)
  const namesOf = new Map(near.map(({ id, names }) => [id, names]))
  return new Map(
    given.flatMap(({ leader, contactId, attributes }): [string, RefusedRow[]][] => {
      const names = new Set(namesOf.get(contactId) ?? [])
      const before = names.size
      for (const [name, value] of Object.entries(attributes)) {
        if (value === null) names.delete(name)
        else names.add(name)
      }
      if (names.size <= Math.max(before, attributeLimits.ofContact)) return []
      return [[contactId, refuse(leader, refusal(tooManyAttributes.code, tooManyAttributes.message))]]
    }),
  )
}

const contactsOf = (identity: Identity): string[] => {
  if (identity.kind === "known") return [identity.contactId]
  return identity.kind === "conflict" ? identity.contactIds : []
}

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

const isObjection = ({ state }: SubscriptionChange) => state === "unsubscribed"

async function writeConsent(tx: Tx, target: BatchTarget, settled: readonly Settled[]) {
  const { subscriptionGroupId: groupId, workspaceId, actor, now } = target
  if (groupId === null) return { changed: 0, changedContacts: [], objectionsKept: [] }
  const said = settled.flatMap(({ leader, contactId }) => {
    const { consent } = leader.row
    return consent ? [{ ...consent, contactId }] : []
  })
  // Objections alone: who comes to share a phone by an import gets its consent with it.
  const [objections, others] = [said.filter(isObjection), said.filter((change) => !isObjection(change))]
  const changes = [...others, ...(await spreadConsent(tx, workspaceId, objections))]
  const outcome = await changeSubscriptions(tx, { workspaceId, groupId, changes, actor, now })
  // Counts are of the rows of the file.
  const ofFile = new Set(said.map(({ contactId }) => contactId))
  const changedContacts = outcome.changedContacts.filter((id) => ofFile.has(id))
  return { ...outcome, changed: changedContacts.length, changedContacts }
}
