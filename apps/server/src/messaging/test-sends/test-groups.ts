/** Those who get tests together: contacts, and phones of members' own. */
import { parsePhone } from "@parley/whatsapp/phone"
import { z } from "zod"
import { isRace, type RawBuilder, rows, sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem, requireRevision } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

const mostMembers = 50
const mostGroups = 100

const name = z.string().trim().min(1).max(100)

const newMember = z
  .union([
    z.strictObject({ contact_id: fields.id }),
    z.strictObject({
      phone: z.string().trim().min(5).max(40).describe("With its country code"),
      name: z.string().trim().max(100).nullable().default(null),
    }),
  ])
  .describe("A contact, or a phone that is none's")
const members = z.array(newMember).max(mostMembers, `at most ${mostMembers} members`)

export const testGroup = z
  .object({
    id: fields.id,
    name: z.string(),
    members: z.array(
      z.object({
        contact_id: fields.id.nullable(),
        phone: z
          .string()
          .nullable()
          .describe("E.164; of a contact the one they have now, for those who may read contacts"),
        name: z.string().nullable(),
      }),
    ),
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
    revision: fields.revision,
  })
  .meta({ id: "TestGroup" })
export type TestGroup = z.output<typeof testGroup>

export const newTestGroup = z
  .strictObject({ name, members: members.default([]) })
  .meta({ id: "NewTestGroup" })

export const testGroupChange = z
  .strictObject({ name: name.optional(), members: members.optional(), revision: fields.revisionRead })
  .meta({ id: "TestGroupChange" })

interface Member {
  contactId: string | null
  phone: string | null
  name: string | null
}

/** @param mayRead whether contacts may be read: otherwise they have neither phone nor name */
export const selectGroups = (mayRead: boolean, search?: string): RawBuilder<TestGroup> => sql<TestGroup>`
  SELECT g.id, g.name, g.created_at, g.updated_at, g.revision, coalesce((
    SELECT json_agg(json_build_object('contact_id', m.contact_id,
      'phone', coalesce(m.phone, CASE WHEN ${mayRead} THEN k.phone END),
      'name', coalesce(m.name, CASE WHEN ${mayRead} THEN nullif(concat_ws(' ', k.first_name, k.last_name), '') END)) ORDER BY m.place)
    FROM test_group_members AS m LEFT JOIN contacts AS k ON k.id = m.contact_id WHERE m.group_id = g.id), '[]') AS members
  FROM test_groups AS g
  WHERE ${search === undefined ? sql`true` : sql`strpos(lower(g.name), lower(${search}::text)) > 0`}`

/** @throws Problem not_found */
export async function getGroup(tx: Tx, id: string, mayRead: boolean): Promise<TestGroup> {
  const { rows: all } =
    await sql<TestGroup>`SELECT * FROM (${selectGroups(mayRead)}) AS g WHERE id = ${id}`.execute(tx)
  return found(all[0], "test group")
}

interface Scope {
  workspaceId: string
  now: Date
  mayRead: boolean
  /** @throws Problem forbidden, where they may not */
  requireRead: () => void
}

/** @throws Problem forbidden (a contact, of those who may not read them), invalid_request (a phone, a contact), conflict (the name), limit_reached */
export async function createGroup(
  tx: Tx,
  { workspaceId, now, mayRead, requireRead }: Scope,
  draft: z.output<typeof newTestGroup>,
): Promise<TestGroup> {
  if (contactsIn(draft.members).length > 0) requireRead()
  const kept = await checkMembers(tx, draft.members)
  const { rows: counted } = await sql<{
    groups: number
  }>`SELECT count(*)::int AS groups FROM test_groups`.execute(tx)
  if ((counted[0]?.groups ?? 0) >= mostGroups)
    throw new Problem("limit_reached", `A workspace has ${mostGroups} test groups at most.`)
  const { id } = await uniquely(draft.name, () =>
    tx
      .insertInto("test_groups")
      .values({ workspace_id: workspaceId, name: draft.name, created_at: now, updated_at: now })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  await writeMembers(tx, workspaceId, id, kept)
  return getGroup(tx, id, mayRead)
}

/**
 * Contacts that are in it may be left in it by those who may not read them.
 * @throws Problem as {@link createGroup}; not_found; conflict where it was changed meanwhile
 */
export async function changeGroup(
  tx: Tx,
  { workspaceId, now, mayRead, requireRead, id }: Scope & { id: string },
  { revision, ...change }: z.output<typeof testGroupChange>,
): Promise<TestGroup> {
  const row = tx.selectFrom("test_groups").select(["name", "revision"]).where("id", "=", id)
  const known = found(await row.forUpdate().executeTakeFirst(), "test group")
  requireRevision(known, revision, "test group")
  const called = change.name ?? known.name
  if (!mayRead && change.members) {
    const present = await tx
      .selectFrom("test_group_members")
      .select("contact_id")
      .where("group_id", "=", id)
      .execute()
    const ids = new Set(present.map(({ contact_id }) => contact_id))
    if (contactsIn(change.members).some((contactId) => !ids.has(contactId))) requireRead()
  }
  const kept = change.members && (await checkMembers(tx, change.members))
  await uniquely(called, () =>
    tx.updateTable("test_groups").set({ name: called, updated_at: now }).where("id", "=", id).execute(),
  )
  if (kept) {
    await tx.deleteFrom("test_group_members").where("group_id", "=", id).execute()
    await writeMembers(tx, workspaceId, id, kept)
  }
  return getGroup(tx, id, mayRead)
}

/** @throws Problem not_found */
export async function deleteGroup(tx: Tx, id: string): Promise<void> {
  const gone = await tx.deleteFrom("test_groups").where("id", "=", id).returning("id").executeTakeFirst()
  found(gone, "test group")
}

const contactsIn = (given: z.output<typeof members>): string[] =>
  given.flatMap((member) => ("contact_id" in member ? member.contact_id : []))

/** @throws Problem invalid_request naming the member */
async function checkMembers(tx: Tx, given: z.output<typeof members>): Promise<Member[]> {
  const kept = given.map((member, place): Member => {
    if ("contact_id" in member) return { contactId: member.contact_id, phone: null, name: null }
    const phone = parsePhone(member.phone)
    if (phone.ok) return { contactId: null, phone: phone.e164, name: member.name === "" ? null : member.name }
    throw new Problem("invalid_request", "This is not a phone number.", {
      field: `members.${place}.phone`,
      help: "Write it with the country code, such as +1 650 555 1234.",
    })
  })
  const ids = kept.flatMap(({ contactId }) => contactId ?? [])
  const { rows: known } = await sql<{
    id: string
  }>`SELECT id FROM contacts WHERE id = ANY (${ids}::uuid[])`.execute(tx)
  const there = new Set(known.map(({ id }) => id))
  const missing = kept.findIndex(({ contactId }) => contactId !== null && !there.has(contactId))
  if (missing !== -1)
    throw new Problem("invalid_request", "There is no such contact.", {
      field: `members.${missing}.contact_id`,
    })
  const keyOf = ({ contactId, phone }: Member) => contactId ?? phone
  return kept.filter((member, place) => kept.findIndex((one) => keyOf(one) === keyOf(member)) === place)
}

async function writeMembers(
  tx: Tx,
  workspaceId: string,
  groupId: string,
  all: readonly Member[],
): Promise<void> {
  await sql`
    INSERT INTO test_group_members (group_id, place, workspace_id, contact_id, phone, name)
    SELECT ${groupId}, position, ${workspaceId}, contact_id, phone, name
    FROM ${rows("member", all, { contactId: "uuid", phone: "text", name: "text" })}`.execute(tx)
}

async function uniquely<T>(called: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isRace(error)) throw error
    throw new Problem("conflict", `There is a test group called "${called}" already.`, {
      field: "name",
      help: "Choose another name.",
    })
  }
}
