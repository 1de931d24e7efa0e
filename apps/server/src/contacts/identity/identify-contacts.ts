import { waIdVariants } from "@parley/whatsapp/phone"
import { record } from "../../events/index.ts"
import { isRace, rows, sql, type Tx } from "../../platform/database/index.ts"
import { type ChangedColumns, changedColumns } from "../changed-columns.ts"
import { type Group, groupPeople, type Person } from "./group-senders.ts"
import { contactOf, type Lesson, type Matches, nobody, whatToLearn } from "./identity-update.ts"
import { type ContactScope, mergeContacts } from "./merge-contacts.ts"

const attempts = 5

/**
 * The contact of each person, by position in `people`. One statement while everyone is known as they come.
 *
 * The business-scoped user id is looked for first, the phone in every form that WhatsApp may report second. Who is
 * unknown is created, also without a phone; what is new about a known person (id, wa_id, phone) is learned. Two contacts
 * that turn out to be one person (a BSUID came first, a phone later) become one. Concurrent calls for the same person
 * give the same contact. A person with neither identifier is left out of the answer.
 */
export async function identifyContacts(
  tx: Tx,
  scope: ContactScope,
  people: readonly Person[],
): Promise<Map<number, string>> {
  const groups = groupPeople(people)
  for (let attempt = 1; ; attempt += 1) {
    const known = await lookUp(tx, scope.workspaceId, groups)
    const lessons = groups.map((group, index) => whatToLearn(group, known[index] ?? nobody))
    if (lessons.every((lesson) => lesson.kind === "nothing")) {
      return new Map(
        groups.flatMap(({ positions }, index) => {
          const contactId = contactOf(known[index] ?? nobody)
          return contactId === undefined
            ? []
            : positions.map((position): [number, string] => [position, contactId])
        }),
      )
    }
    if (attempt === attempts) throw new Error("Contacts could not be identified: others kept changing them.")
    await learn(tx, scope, lessons)
  }
}

/**
 * The contacts that each person is known as, by position in `people`: by the business-scoped user id, and by the phone in every
 * form. Nobody is created and nothing is learned.
 */
export async function knownContacts(
  tx: Tx,
  workspaceId: string,
  people: readonly Person[],
): Promise<Map<number, string[]>> {
  const groups = groupPeople(people)
  const known = await lookUp(tx, workspaceId, groups)
  return new Map(
    groups.flatMap(({ positions }, index) => {
      const { byBsuid, byPhone } = known[index] ?? nobody
      const ids = [...new Set([byBsuid, byPhone].flatMap((contact) => (contact ? [contact.id] : [])))]
      return positions.map((position): [number, string[]] => [position, ids])
    }),
  )
}

async function lookUp(tx: Tx, workspaceId: string, groups: readonly Group[]): Promise<Matches[]> {
  const keys = groups.map(({ bsuid, waId }) => {
    const [form1, form2] = waId === undefined ? [] : waIdVariants(waId)
    return { bsuid, form1, form2 }
  })
  const known = sql`json_build_object('id', c.id, 'bsuid', c.bsuid, 'phone', c.phone, 'wa_id', c.wa_id, 'external_id', c.external_id)`
  // Each form asks two indexes; an OR over both columns and all forms would read the whole table.
  const { rows: matches } = await sql<Matches>`
    SELECT
      (SELECT ${known} FROM contacts c WHERE c.workspace_id = ${workspaceId} AND c.bsuid = t.bsuid) AS "byBsuid",
      (SELECT ${known} FROM (
         SELECT c.*, 1 AS rank FROM contacts c WHERE c.workspace_id = ${workspaceId} AND c.phone = '+' || t.form1
         UNION ALL
         SELECT c.*, 2 FROM contacts c WHERE c.workspace_id = ${workspaceId} AND c.phone = '+' || t.form2
         UNION ALL
         SELECT c.*, 3 FROM contacts c WHERE c.workspace_id = ${workspaceId} AND c.wa_id = t.form1
         UNION ALL
         SELECT c.*, 4 FROM contacts c WHERE c.workspace_id = ${workspaceId} AND c.wa_id = t.form2
       ) c ORDER BY rank, id LIMIT 1) AS "byPhone"
    FROM ${rows("t", keys, { bsuid: "text", form1: "text", form2: "text" })}
    ORDER BY t.position`.execute(tx)
  return matches
}

const isKind =
  <K extends Lesson["kind"]>(kind: K) =>
  (lesson: Lesson): lesson is Extract<Lesson, { kind: K }> =>
    lesson.kind === kind

/** Writes the lessons, or none of them when another transaction was first: the next look-up then sees what it wrote. */
async function learn(tx: Tx, scope: ContactScope, lessons: readonly Lesson[]): Promise<void> {
  const { workspaceId, now } = scope
  await sql`SAVEPOINT identify`.execute(tx)
  try {
    await createPeople(tx, workspaceId, lessons.filter(isKind("create")), now)
    await mergeContacts(tx, scope, lessons.filter(isKind("merge")))
    await updatePeople(tx, workspaceId, lessons.filter(isKind("update")), now)
    await sql`RELEASE SAVEPOINT identify`.execute(tx)
  } catch (error) {
    if (!isRace(error)) throw error
    await sql`ROLLBACK TO SAVEPOINT identify`.execute(tx)
  }
}

async function createPeople(
  tx: Tx,
  workspaceId: string,
  people: Extract<Lesson, { kind: "create" }>[],
  now: Date,
) {
  if (people.length === 0) return
  const { rows: created } = await sql<{ id: string }>`
    INSERT INTO contacts (workspace_id, bsuid, wa_id, phone, first_name, country, created_at, updated_at)
    SELECT ${workspaceId}, bsuid, wa_id, phone, name, country, ${now}, ${now}
    FROM ${rows("t", people, { bsuid: "text", waId: "text", phone: "text", name: "text", country: "text" })}
    ORDER BY phone, bsuid -- in one order everywhere, so that two writers cannot block each other
    ON CONFLICT DO NOTHING
    RETURNING id`.execute(tx)
  const at = now.toISOString()
  await record(
    tx,
    created.map(({ id }) => ({ kind: "contact_created", workspace_id: workspaceId, contact_id: id, at })),
  )
}

async function updatePeople(
  tx: Tx,
  workspaceId: string,
  people: Extract<Lesson, { kind: "update" }>[],
  now: Date,
) {
  if (people.length === 0) return
  const { rows: updated } = await sql<{ id: string } & ChangedColumns>`
    UPDATE contacts c SET bsuid = coalesce(t.bsuid, c.bsuid), wa_id = coalesce(t.wa_id, c.wa_id),
      phone = coalesce(t.phone, c.phone), updated_at = ${now}
    FROM ${rows("t", people, { contactId: "uuid", bsuid: "text", waId: "text", phone: "text" })}
    WHERE c.id = t.contact_id
    RETURNING c.id, ${changedColumns}`.execute(tx)
  const of = { workspace_id: workspaceId, at: now.toISOString() }
  await record(
    tx,
    updated.map(({ id, ...changed }) => ({ kind: "contact_changed", ...of, contact_id: id, ...changed })),
  )
}
