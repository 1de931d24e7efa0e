import { randomBucketOf } from "@parley/model"
import { aliasesOf } from "../../../contacts/index.ts"
import { sql, type Tx } from "../../../platform/database/index.ts"

/** A user as Braze exports them; what is not known is left out. */
export type Profile = Record<string, unknown>

interface ProfileRow {
  id: string
  created_at: Date
  external_id: string | null
  first_name: string | null
  last_name: string | null
  email: string | null
  date_of_birth: string | null
  city: string | null
  country: string | null
  phone: string | null
  language: string | null
  time_zone: string | null
  gender: string | null
  attributes: object
  custom_events: Counted[] | null
  purchases: Counted[] | null
  total_revenue: number | null
  campaigns_received: object[] | null
}

interface Counted {
  name: string
  first: string
  last: string
  count: number
}

/** Parts that are looked up in tables of their own, for those alone who ask for them. */
const parts = ["custom_events", "purchases", "total_revenue", "campaigns_received"] as const
type Part = (typeof parts)[number]

/** As Braze writes the moment a profile was created. */
const createdAt = (at: Date) => at.toISOString().replace("T", " ").replace("Z", " UTC")

/** ISO 8601 as JavaScript writes it, of a column. */
const iso = (column: string) =>
  sql`to_char(${sql.ref(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const lookUps: Record<Part, ReturnType<typeof sql>> = {
  custom_events: sql`(SELECT json_agg(json_build_object('name', n.name, 'first', ${iso("e.first_at")},
      'last', ${iso("e.last_at")}, 'count', e.count) ORDER BY n.name)
    FROM contact_events e JOIN event_names n ON n.id = e.name_id
    WHERE e.contact_id = c.id AND n.kind = 'event')`,
  purchases: sql`(SELECT json_agg(json_build_object('name', p.product, 'first', ${iso("p.first_at")},
      'last', ${iso("p.last_at")}, 'count', p.count) ORDER BY p.product)
    FROM (
      SELECT e.properties ->> 'product_id' AS product, min(e.at) AS first_at, max(e.at) AS last_at,
        sum(coalesce((e.properties ->> 'quantity')::integer, 1)) AS count
      FROM events e JOIN event_names n ON n.id = e.name_id
      WHERE e.contact_id = c.id AND n.kind = 'purchase' GROUP BY 1) p)`,
  total_revenue: sql`(SELECT sum(e.total) FROM contact_events e JOIN event_names n ON n.id = e.name_id
    WHERE e.contact_id = c.id AND n.kind = 'purchase')`,
  campaigns_received: sql`(SELECT json_agg(json_build_object('name', r.name, 'api_campaign_id', r.id,
      'last_received', ${iso("r.last_at")}) ORDER BY r.last_at DESC)
    FROM (
      SELECT k.id, k.name, max(m.sent_at) AS last_at
      FROM messages m JOIN launches l ON l.id = m.source_id JOIN campaigns k ON k.id = l.campaign_id
      WHERE m.contact_id = c.id AND m.sent_at IS NOT NULL GROUP BY k.id) r)`,
}

/**
 * Everything of these contacts that a client of Braze may ask for, in the order of the ids; with `fields`, those alone.
 * @param attributes without `custom_attributes` among the fields: the attributes of these names
 */
export async function readProfiles(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
  fields: ReadonlySet<string> | undefined,
  attributes: readonly string[] = [],
): Promise<Profile[]> {
  if (contactIds.length === 0) return []
  const part = (name: Part) =>
    !fields || fields.has(name)
      ? sql`${lookUps[name]} AS ${sql.id(name)}`
      : sql`NULL::json AS ${sql.id(name)}`
  const { rows } = await sql<ProfileRow>`
    SELECT c.id, c.created_at, c.external_id, c.first_name, c.last_name, c.email, c.date_of_birth, c.city, c.country,
      c.phone, c.language, c.time_zone, c.gender, c.attributes, ${sql.join(parts.map(part))}
    FROM unnest(${contactIds}::uuid[]) WITH ORDINALITY AS t (id, position)
    JOIN contacts c ON c.id = t.id AND c.workspace_id = ${workspaceId}
    ORDER BY t.position`.execute(tx)
  const aliases = await aliasesOf(tx, workspaceId, contactIds)
  return rows.map((row) => {
    const ofUser = aliases.get(row.id)?.map(({ label, name }) => ({ alias_name: name, alias_label: label }))
    const profile = leaveOut({ ...asProfile(row), user_aliases: ofUser ?? null }, fields)
    return attributes.length === 0 || "custom_attributes" in profile
      ? profile
      : { ...profile, ...someAttributes(row.attributes, attributes) }
  })
}

function asProfile(row: ProfileRow): Profile {
  const { id, created_at, date_of_birth, city, attributes, ...same } = row
  return {
    created_at: createdAt(created_at),
    braze_id: id,
    random_bucket: randomBucketOf(id),
    ...same,
    dob: date_of_birth,
    home_city: city,
    custom_attributes: Object.keys(attributes).length > 0 ? attributes : null,
  }
}

/** As `custom_attributes`, unless none of them is there. */
function someAttributes(all: object, names: readonly string[]): Profile {
  const wanted = Object.entries(all).filter(([name]) => names.includes(name))
  return wanted.length === 0 ? {} : { custom_attributes: Object.fromEntries(wanted) }
}

/** The least possible, as Braze answers: neither what is not known nor what was not asked for. */
function leaveOut(profile: Profile, fields: ReadonlySet<string> | undefined): Profile {
  const known = Object.entries(profile).filter(
    ([name, value]) => value !== null && (!fields || fields.has(name)),
  )
  return Object.fromEntries(known)
}
