import { personOfPhone } from "@parley/whatsapp/phone"
import { recordEvents } from "../../../events/index.ts"
import { sql, type Tx } from "../../../platform/database/index.ts"
import { type ContactDraft, createContacts, recogniseAll } from "../../write-contacts.ts"
import type { ContactRow, FileRow, RefusedRow, RowEvent } from "../file/row.ts"
import { type Refusal, refusal } from "../file/row-refusal.ts"
import { addToTargets } from "./add-to-targets.ts"
import type { BatchTarget, WrittenBatch } from "./batch.ts"

/**
 * Records one batch of what people did. People who are not known become contacts, without consent to anything. Some ten
 * statements whatever the size; repeating it within a week changes nothing.
 */
export async function writeEventsBatch(
  tx: Tx,
  target: BatchTarget,
  batch: readonly FileRow[],
): Promise<WrittenBatch> {
  const { workspaceId, now } = target
  const given = batch.filter((row) => "draft" in row)
  const people = await findPeople(tx, target, given)
  const refused: RefusedRow[] = batch.filter((row) => "refusal" in row)
  const told: { row: ContactRow; event: RowEvent; contactId: string }[] = []
  for (const row of given) {
    const found = people.found.get(nameOf(row.draft))
    const contactId = typeof found === "string" ? found : undefined
    if (contactId !== undefined && people.locked.has(contactId) && row.event)
      told.push({ row, event: row.event, contactId })
    else refused.push({ line: row.line, cells: row.cells, refusal: typeof found === "object" ? found : gone })
  }
  const { recorded, errors } = await recordEvents(
    tx,
    { workspaceId, now, importId: target.importId },
    told.map(({ event, contactId }) => ({ ...event, contactId })),
  )
  const wrong = new Map(errors.map((error) => [error.index, error]))
  const taken = told.filter((_, index) => !wrong.has(index))
  for (const { index, code, message } of errors) {
    const row = told[index]?.row
    if (row) refused.push({ line: row.line, cells: row.cells, refusal: refusal(code, message) })
  }
  const contactIds = new Set(taken.map(({ contactId }) => contactId))
  await addToTargets(tx, target, [...contactIds])
  const created = people.created.filter((id) => contactIds.has(id)).length
  const updated = Math.max(0, recorded - created)
  const settledRows = taken.map(({ row }) => row)
  return {
    counts: {
      created,
      updated,
      unchanged: taken.length - created - updated,
      refused: refused.length,
      cellsDropped: settledRows.reduce((sum, { warnings }) => sum + warnings.length, 0),
      eventsRecorded: recorded,
      subscriptionsChanged: 0,
      objectionsKept: 0,
    },
    refused,
    settledRows,
    keepTrial: async () => undefined,
  }
}

const gone = refusal("contact_deleted", "The contact was deleted while the file was imported.")

/** The same for rows that name somebody in the same way. */
const nameOf = ({ patch }: ContactDraft) => JSON.stringify([patch.external_id ?? null, patch.phone ?? null])

/** Who is meant by each row, by `nameOf`. Those who are there are locked, so that none of them is erased meanwhile. */
async function findPeople(
  tx: Tx,
  { workspaceId, importId, now }: BatchTarget,
  given: readonly ContactRow[],
): Promise<{ found: Map<string, string | Refusal>; created: string[]; locked: ReadonlySet<string> }> {
  const named = [...new Map(given.map(({ draft }) => [nameOf(draft), draft]))]
  const identities = await recogniseAll(
    tx,
    workspaceId,
    named.map(([, draft]) => draft),
  )
  const found = new Map<string, string | Refusal>()
  const unknown: [string, ContactDraft][] = []
  for (const [index, each] of named.entries()) {
    const identity = identities[index]
    if (identity?.kind === "known") found.set(each[0], identity.contactId)
    else if (identity?.kind === "conflict")
      found.set(each[0], refusal("identity_conflict", `The ${identity.message}.`))
    else unknown.push(each)
  }
  const { people, refused } = sameNewPeople(unknown)
  for (const [name, why] of refused) found.set(name, why)
  const created = await createContacts(
    tx,
    workspaceId,
    people.map(({ draft }) => draft),
    now,
    importId,
  )
  for (const [index, { names }] of people.entries()) {
    const id = created[index]
    if (id !== undefined) for (const name of names) found.set(name, id)
  }
  const ids = [...new Set(found.values())].filter((each) => typeof each === "string")
  const { rows: locked } = await sql<{ id: string }>`
    SELECT id FROM contacts WHERE workspace_id = ${workspaceId} AND id = ANY(${ids}::uuid[])
    ORDER BY id FOR KEY SHARE`.execute(tx)
  return { found, created, locked: new Set(locked.map(({ id }) => id)) }
}

interface NewPerson {
  draft: ContactDraft
  names: string[]
}

/** New people, of which one row may name the phone and another one the external id. Pure. */
function sameNewPeople(unknown: readonly [string, ContactDraft][]): {
  people: NewPerson[]
  refused: [string, Refusal][]
} {
  const people: NewPerson[] = []
  const refused: [string, Refusal][] = []
  const known = new Map<string, NewPerson>()
  for (const [name, draft] of unknown) {
    const { phone, external_id } = draft.patch
    const samePhone = phone ? `phone ${personOfPhone(phone)}` : ""
    const byPhone = known.get(samePhone)
    const byId = external_id ? known.get(`id ${external_id}`) : undefined
    const person = byPhone ?? byId ?? { draft: { ...draft, patch: {} }, names: [] }
    const { patch } = person.draft
    const isOther = (one: string | null | undefined, other: string | null | undefined) =>
      one && other && one !== other
    if (
      (byPhone && byId && byPhone !== byId) ||
      isOther(patch.phone && personOfPhone(patch.phone), phone && personOfPhone(phone)) ||
      isOther(patch.external_id, external_id)
    ) {
      refused.push([
        name,
        refusal("identity_conflict", "The phone and the external id belong to two people of this file."),
      ])
      continue
    }
    if (person.names.length === 0) people.push(person)
    person.names.push(name)
    person.draft = {
      phoneCountry: person.draft.phoneCountry ?? draft.phoneCountry,
      patch: { ...draft.patch, ...patch },
    }
    if (phone) known.set(samePhone, person)
    if (external_id) known.set(`id ${external_id}`, person)
  }
  return { people, refused }
}
