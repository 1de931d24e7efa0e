/** Who of an audience a campaign reaches now, and why not the others: counted by the database, whatever their number. */
import { type Filter, savedFilterSchema } from "@parley/model"
import { countryOfPhone } from "@parley/whatsapp/phone"
import { type Assignment, isControlSql } from "../../messaging/index.ts"
import { type RawBuilder, readWithin, sql, type Tx } from "../../platform/database/index.ts"
import { readFilterScope, scanSql } from "../../segments/index.ts"
import { launchAudience, sourcesNamed } from "../launches/launch-audience.ts"

export interface Reach {
  /** Who matches. */
  audience: number
  /** By the reason for which they get nothing. */
  suppressed: ReadonlyMap<string, number>
  /** Of those who are left: who gets nothing for comparison. */
  control: number
  /** Who gets a message. */
  people: number
  /** Those, by their language; null: it is not known. */
  languages: ReadonlyMap<string | null, number>
}

interface Asked {
  workspaceId: string
  now: Date
  numberId: string
  isMarketing: boolean
  audience: unknown
  tags: readonly string[]
  assignment: Assignment
}

interface Group {
  reason: string | null
  language: string | null
  /** The first digits of a phone that may be of the United States. */
  prefix: string | null
  is_control: boolean
  people: number
}

/** What a launch would come to now, as far as contacts, consent and suppression lists tell. */
export async function readReach(tx: Tx, asked: Asked): Promise<Reach> {
  const { groups, shared } = await readWithin(tx, async (reading) => {
    const judged = await judgedSql(reading, asked)
    const { rows } = await sql<Group>`
      SELECT reason, language, prefix, reason IS NULL AND ${isControlSql(asked.assignment)} AS is_control, count(*)::int AS people
      FROM (${judged}) AS person GROUP BY 1, 2, 3, 4`.execute(reading)
    return { groups: rows, shared: await countShared(reading, asked.workspaceId, judged) }
  })
  const reasonOf = ({ reason, prefix }: Group) =>
    reason ?? (asked.isMarketing && isOfUnitedStates(prefix) ? "us_marketing" : null)
  const suppressed = new Map<string, number>()
  const languages = new Map<string | null, number>()
  const add = <K>(sums: Map<K, number>, key: K, people: number) =>
    sums.set(key, (sums.get(key) ?? 0) + people)
  let [audience, control] = [0, 0]
  for (const group of groups) {
    audience += group.people
    const reason = reasonOf(group)
    if (reason !== null) add(suppressed, reason, group.people)
    else if (group.is_control) control += group.people
    else add(languages, group.language, group.people)
  }
  if (shared > 0) suppressed.set("phone_shared", shared)
  const people = [...languages.values()].reduce((sum, one) => sum + one, 0)
  return { audience, suppressed, control, people: Math.max(0, people - shared), languages }
}

/** Five characters say whether a phone of +1 is of the United States: the area code does. */
const isOfUnitedStates = (prefix: string | null): boolean =>
  prefix !== null && (prefix === "US" || countryOfPhone(`${prefix}5550123`) === "US")

/** A query of the people of an audience, each with why they get nothing; null: they get it. */
async function judgedSql(tx: Tx, asked: Asked): Promise<RawBuilder<unknown>> {
  const { workspaceId, now, numberId, isMarketing, audience } = asked
  const { joins, condition } = await launchAudience(
    tx,
    { workspaceId, now },
    { audience, resends: null, parent_id: null },
  )
  const inLists = isMarketing ? await suppressionSql(tx, asked) : sql`false`
  return sql`
    SELECT contacts.id, contacts.language, contacts.phone, CASE
        WHEN num_nonnulls(contacts.phone, contacts.wa_id, contacts.bsuid) = 0 THEN 'no_address'
        WHEN ${isMarketing} AND s.state IS NULL THEN 'not_subscribed'
        WHEN ${isMarketing} AND s.state <> 'subscribed' THEN 'unsubscribed'
        WHEN ${inLists} THEN 'suppressed' END AS reason,
      CASE WHEN NOT ${isMarketing} THEN NULL
        WHEN starts_with(contacts.wa_id, '1') THEN '+' || left(contacts.wa_id, 4)
        WHEN contacts.wa_id IS NOT NULL THEN NULL
        WHEN starts_with(contacts.phone, '+1') THEN left(contacts.phone, 5)
        WHEN contacts.phone IS NULL AND starts_with(contacts.bsuid, 'US') THEN 'US' END AS prefix
    FROM contacts ${joins}
    LEFT JOIN subscription_groups AS g ON g.workspace_id = ${workspaceId} AND g.number_id = ${numberId}
    LEFT JOIN subscriptions AS s ON s.workspace_id = ${workspaceId} AND s.subscription_group_id = g.id AND s.contact_id = contacts.id
    WHERE contacts.workspace_id = ${workspaceId} AND ${condition}`
}

/** Whether a contact is in a suppression list that lets no tag of the campaign through. */
async function suppressionSql(tx: Tx, { workspaceId, now, tags }: Asked): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ filter: unknown }>`
    SELECT filter FROM segments WHERE workspace_id = ${workspaceId} AND is_suppression AND archived_at IS NULL
      AND NOT allowed_tags && ${tags}::text[]`.execute(tx)
  if (rows.length === 0) return sql`false`
  const filters: Filter[] = rows.map(({ filter }) => savedFilterSchema.parse(filter))
  const scope = await readFilterScope(tx, { workspaceId, now, rooms: [{ sourcesNamed }] }, filters)
  const lists = filters.map(
    (filter) => sql`contacts.id IN (SELECT id FROM (${scanSql(filter, scope)}) AS listed)`,
  )
  return sql`(${sql.join(lists, sql` OR `)})`
}

/** People whose message goes to somebody else with the same phone. Few share one, so that they are looked at apart. */
async function countShared(tx: Tx, workspaceId: string, judged: RawBuilder<unknown>): Promise<number> {
  const sharing = sql`SELECT phone FROM contacts WHERE workspace_id = ${workspaceId} AND phone_share > 0`
  const { rows: any } = await sql`${sharing} LIMIT 1`.execute(tx)
  if (any.length === 0) return 0
  const { rows } = await sql<{ others: number }>`
    SELECT (count(*) - count(DISTINCT phone))::int AS others FROM (${judged}) AS person
    WHERE reason IS NULL AND phone IN (${sharing})`.execute(tx)
  return rows[0]?.others ?? 0
}
