import { waIdVariants } from "@parley/whatsapp/phone"
import { record } from "../../events/index.ts"
import { isRace, type RawBuilder, rows, sql, type Tx } from "../../platform/database/index.ts"
import { type ChangedColumns, changedColumns } from "../changed-columns.ts"
import { type Group, groupPeople, type Person } from "./group-senders.ts"
import { type Lesson, type Matches, nobody, whatToLearn } from "./identity-update.ts"
import { type ContactScope, mergeContacts } from "./merge-contacts.ts"
import { learnBsuids, portfolioOf, withinPortfolio } from "./portfolios.ts"

const attempts = 5

/** Where people are told of. */
export interface IdentityScope extends ContactScope {
  /** The number that was told of them: Meta's user ids are those of its portfolio. Default: the workspace's only portfolio */
  numberId?: string | undefined
}

/**
 * The contact of each person, by position in `people`. One statement while everyone is known as they come.
 *
 * The business-scoped user id is looked for first, the phone in every form that WhatsApp may report second. Who is
 * unknown is created, also without a phone; what is new about a known person (id, wa_id, phone) is learned. Contacts that turn out to
 * be one person (a BSUID came first, a phone later; or one number in two forms) become one. A known number under another id of the
 * same portfolio is another person, who gets the number and nothing else of the one who had it. Concurrent calls for the same person
 * give the same contact. A person with neither identifier is left out of the answer.
 */
export async function identifyContacts(
  tx: Tx,
  scope: IdentityScope,
  people: readonly Person[],
): Promise<Map<number, string>> {
  const groups = groupPeople(people, scope.now)
  for (let attempt = 1; ; attempt += 1) {
    const known = await lookUp(tx, scope, groups)
    const lessons = groups.map((group, index) => whatToLearn(group, known[index] ?? nobody))
    if (lessons.every((lesson) => lesson.kind === "nothing")) {
      return new Map(
        groups.flatMap(({ positions }, index) => {
          const lesson = lessons[index]
          const contactId = lesson?.kind === "nothing" ? lesson.contactId : undefined
          return contactId === undefined
            ? []
            : positions.map((position): [number, string] => [position, contactId])
        }),
      )
    }
    if (attempt === attempts) throw new Error("Contacts could not be identified: others kept changing them.")
    // Who had a number first is known before the next one takes it.
    const ofFirst = lessons.filter(({ kind }, index) => groups[index]?.passedOn && kind !== "nothing")
    await learn(tx, scope, ofFirst.length > 0 ? ofFirst : lessons)
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
  const groups = groupPeople(people, new Date(0))
  const known = await lookUp(tx, { workspaceId }, groups)
  return new Map(
    groups.flatMap(({ positions }, index) => {
      const { byBsuid, byPhone } = known[index] ?? nobody
      const ids = [...new Set([...(byBsuid ? [byBsuid] : []), ...byPhone].map(({ id }) => id))]
      return positions.map((position): [number, string[]] => [position, ids])
    }),
  )
}

async function lookUp(
  tx: Tx,
  { workspaceId, numberId }: Pick<IdentityScope, "workspaceId" | "numberId">,
  groups: readonly Group[],
): Promise<Matches[]> {
  if (groups.length === 0) return []
  const keys = groups.map(({ bsuid, waId }) => {
    const [form1, form2] = waId === undefined ? [] : waIdVariants(waId)
    return { bsuid, form1, form2 }
  })
  // Of the contact first: before there are statistics, a plan read all user ids of the portfolio for each person.
  const known = sql`json_build_object('id', c.id, 'phone', c.phone, 'wa_id', c.wa_id, 'external_id', c.external_id,
    'username', c.username, 'bsuid', (SELECT i.value
      FROM (SELECT * FROM contact_identities WHERE contact_id = c.id OFFSET 0) AS i
      WHERE i.kind = 'bsuid' AND i.scope = of.portfolio AND i.until IS NULL LIMIT 1))`
  const by = (column: "phone" | "wa_id", value: RawBuilder<unknown>, rank: number) => sql`
    (SELECT c.*, ${sql.lit(rank)} AS rank FROM contacts c
      WHERE c.workspace_id = ${workspaceId} AND ${sql.ref(`c.${column}`)} = ${value} ORDER BY c.phone_share LIMIT 1)`
  const byOther = (value: RawBuilder<unknown>) => sql`
    (SELECT c.*, 5 FROM contact_identities AS i JOIN contacts AS c ON c.id = i.contact_id
      WHERE i.workspace_id = ${workspaceId} AND i.kind = 'phone' AND i.value = ${value} AND i.until IS NULL)`
  // Each form asks its indexes; an OR over columns and forms would read the whole table.
  const { rows: matches } = await sql<Omit<Matches, "byPhone"> & { byPhone: Matches["byPhone"] | null }>`
    SELECT
      (SELECT ${known} FROM contact_identities AS b JOIN contacts AS c ON c.id = b.contact_id
       WHERE b.workspace_id = ${workspaceId} AND b.kind = 'bsuid' AND b.value = t.bsuid AND b.until IS NULL LIMIT 1) AS "byBsuid",
      (SELECT json_agg(${known} ORDER BY c.rank, c.id) FROM (
         ${by("phone", sql`'+' || t.form1`, 1)} UNION ALL ${by("phone", sql`'+' || t.form2`, 2)}
         UNION ALL ${by("wa_id", sql`t.form1`, 3)} UNION ALL ${by("wa_id", sql`t.form2`, 4)}
         UNION ALL ${byOther(sql`'+' || t.form1`)} UNION ALL ${byOther(sql`'+' || t.form2`)}
       ) AS c) AS "byPhone",
      -- Who only writes the number in its other form now has not given it away.
      (SELECT max(f.until) FROM contact_identities AS f WHERE f.workspace_id = ${workspaceId} AND f.kind = 'phone'
         AND f.value IN ('+' || t.form1, '+' || t.form2) AND f.until IS NOT NULL AND NOT EXISTS (
           SELECT FROM contacts AS c WHERE c.id = f.contact_id AND c.phone IN ('+' || t.form1, '+' || t.form2))) AS "changedHandsAt"
    FROM ${rows("t", keys, { bsuid: "text", form1: "text", form2: "text" })}
    CROSS JOIN (SELECT ${portfolioOf(workspaceId, numberId)} AS portfolio) AS of
    ORDER BY t.position`.execute(tx)
  return matches.map(({ byPhone, ...match }) => ({ ...match, byPhone: once(byPhone ?? []) }))
}

/** One contact may have the number in several ways. */
const once = (contacts: Matches["byPhone"]) =>
  [...new Map(contacts.toReversed().map((contact) => [contact.id, contact])).values()].reverse()

const isKind =
  <K extends Lesson["kind"]>(kind: K) =>
  (lesson: Lesson): lesson is Extract<Lesson, { kind: K }> =>
    lesson.kind === kind

/** Writes the lessons, or none of them when another transaction was first: the next look-up then sees what it wrote. */
async function learn(tx: Tx, scope: IdentityScope, lessons: readonly Lesson[]): Promise<void> {
  await sql`SAVEPOINT identify`.execute(tx)
  try {
    await withinPortfolio(tx, scope, async () => {
      const creates = lessons.filter(isKind("create"))
      const updates = lessons.filter(isKind("update"))
      await takeNumbers(
        tx,
        scope,
        [...creates, ...updates].flatMap(({ formerOwners }) => formerOwners),
      )
      await createPeople(tx, scope, creates)
      await mergeContacts(
        tx,
        scope,
        lessons.filter(isKind("merge")).flatMap(({ pairs }) => pairs),
      )
      await updatePeople(tx, scope, updates)
    })
    await sql`RELEASE SAVEPOINT identify`.execute(tx)
  } catch (error) {
    if (!isRace(error)) throw error
    await sql`ROLLBACK TO SAVEPOINT identify`.execute(tx)
  }
}

/**
 * Numbers that other people have now are no longer those of who had them, nor of contacts who shared them. These stay as they are
 * otherwise, with their consent and their history, and can be written to by Meta's user id where it is known. They had it until Meta
 * says so, not until we heard of it: what was written in between is the new owner's.
 */
export async function takeNumbers(
  tx: Tx,
  { workspaceId, now }: IdentityScope,
  former: readonly { id: string; until: Date }[],
): Promise<void> {
  if (former.length === 0) return
  const ids = former.map(({ id }) => id)
  const { rows: changed } = await sql<{ id: string } & ChangedColumns>`
    UPDATE contacts c SET phone = NULL, wa_id = NULL, phone_share = 0, updated_at = ${now}
    WHERE c.id = ANY (ARRAY(
      SELECT id FROM contacts WHERE id = ANY (${ids}::uuid[])
      UNION
      SELECT sharing.id FROM contacts AS owner JOIN contacts AS sharing
        ON sharing.workspace_id = ${workspaceId} AND sharing.phone = owner.phone AND sharing.phone_share > 0
      WHERE owner.id = ANY (${ids}::uuid[])))
    RETURNING c.id, ${changedColumns}`.execute(tx)
  await sql`UPDATE contact_identities SET until = ${now}
    WHERE contact_id = ANY (${ids}::uuid[]) AND kind = 'phone' AND until IS NULL`.execute(tx)
  await sql`
    UPDATE contact_identities AS i SET until = greatest(least(f.until, ${now}), i.since)
    FROM ${rows("f", former, { id: "uuid", until: "timestamptz" })}
    JOIN contact_identities AS own ON own.contact_id = f.id AND own.kind IN ('phone', 'wa_id') AND own.until = ${now}
    WHERE i.workspace_id = ${workspaceId} AND i.kind = own.kind AND i.value = own.value AND i.until = ${now}`.execute(
    tx,
  )
  await recordChanges(tx, { workspaceId, now }, changed)
}

async function createPeople(
  tx: Tx,
  { workspaceId, now }: IdentityScope,
  people: Extract<Lesson, { kind: "create" }>[],
) {
  if (people.length === 0) return
  const { rows: created } = await sql<{ id: string }>`
    INSERT INTO contacts (workspace_id, bsuid, wa_id, phone, first_name, username, country, created_at, updated_at)
    SELECT ${workspaceId}, bsuid, wa_id, phone, name, username, country, ${now}, ${now}
    FROM ${rows("t", people, { bsuid: "text", waId: "text", phone: "text", name: "text", username: "text", country: "text" })}
    ORDER BY phone, bsuid -- in one order everywhere, so that two writers cannot block each other
    ON CONFLICT DO NOTHING
    RETURNING id`.execute(tx)
  const at = now.toISOString()
  await record(
    tx,
    created.map(({ id }) => ({ kind: "contact_created", workspace_id: workspaceId, contact_id: id, at })),
  )
}

async function updatePeople(tx: Tx, scope: IdentityScope, people: Extract<Lesson, { kind: "update" }>[]) {
  if (people.length === 0) return
  const { workspaceId, now } = scope
  await learnBsuids(
    tx,
    scope,
    people.flatMap(({ contactId, bsuid }) => (bsuid === null ? [] : [{ contactId, bsuid }])),
  )
  const { rows: updated } = await sql<{ id: string } & ChangedColumns>`
    UPDATE contacts c SET bsuid = coalesce(c.bsuid, t.bsuid), wa_id = coalesce(t.wa_id, c.wa_id),
      phone = coalesce(t.phone, c.phone), phone_share = CASE WHEN t.phone IS NULL THEN c.phone_share ELSE 0 END,
      username = coalesce(t.username, c.username), updated_at = ${now}
    FROM ${rows("t", people, { contactId: "uuid", bsuid: "text", waId: "text", phone: "text", username: "text" })}
    WHERE c.id = t.contact_id AND c.id = ANY (${people.map(({ contactId }) => contactId)}::uuid[])
    RETURNING c.id, ${changedColumns}`.execute(tx)
  await recordChanges(tx, { workspaceId, now }, updated)
}

async function recordChanges(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  changed: readonly ({ id: string } & ChangedColumns)[],
) {
  const of = { workspace_id: workspaceId, at: now.toISOString() }
  await record(
    tx,
    changed.map(({ id, ...what }) => ({ kind: "contact_changed", ...of, contact_id: id, ...what })),
  )
}
