/** What lists of contacts are narrowed to, as a request says it and as SQL. */
import { parsePhone, waIdOf, waIdVariants } from "@parley/whatsapp/phone"
import type { RawBuilder } from "kysely"
import { z } from "zod"
import { sql } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"
import { isOfGroup, type SubscriptionState } from "../../subscriptions/index.ts"
import { readCountry, readLanguage } from "../locale.ts"

const search = z.string().trim().min(1).max(200)

/** Text that `read` understands, in the form it gives. */
const readBy = (read: (value: string) => string | undefined, expected: string) =>
  z.string().transform((value, context) => {
    const known = read(value)
    if (known !== undefined) return known
    context.addIssue({ code: "custom", message: expected })
    return z.NEVER
  })

/** PostgreSQL knows no year 0. */
const day = z.iso.date().refine((text) => !text.startsWith("0000"), "a day such as 2026-11-22")

/** The filters of a list of contacts: parameters of its query, and what a bulk action is for. */
export const listFilters = {
  search: search
    .optional()
    .describe(
      "The start of any word of a name, of a phone as people write it, an external id, an alias or an e-mail address",
    ),
  phone: search
    .optional()
    .describe(
      "With its country code, as people write it; found in every form in which WhatsApp may report it",
    ),
  external_id: search.optional().describe("Exactly"),
  bsuid: search.optional().describe("Exactly"),
  country: readBy(readCountry, "must be a country code of two letters, such as DE").optional(),
  language: readBy(readLanguage, "must be a language code such as en or pt_BR").optional(),
  tag_id: fields.id.optional().describe("Only those with this tag"),
  list_id: fields.id.optional().describe("Only those on this static list"),
  created_from: day.optional().describe("Only those created on this day or later, in UTC"),
  created_until: day.optional().describe("Only those created on this day or earlier, in UTC"),
  subscription_group_id: fields.id.optional().describe("Only those who said something to this group"),
  subscription_state: z
    .enum(["subscribed", "unsubscribed", "unknown"])
    .optional()
    .describe(
      "Only those who said this to the group; unknown: they never said anything. With subscription_group_id",
    ),
}

/** A state is one of a group. */
export const stateHasGroup = [
  ({
    subscription_group_id: group,
    subscription_state: state,
  }: Pick<ListFilters, "subscription_group_id" | "subscription_state">) =>
    state === undefined || group !== undefined,
  { path: ["subscription_group_id"], error: "is missing: the group that subscription_state is of" },
] satisfies [unknown, unknown]

const filters = z.object(listFilters)
export type ListFilters = z.output<typeof filters>

/** Which contacts of the list, as bodies of requests say it. */
export const contactFilters = z
  .strictObject(listFilters)
  .refine(...stateHasGroup)
  .meta({ id: "ContactFilters" })

type OfGroup = { groupId: string; state: SubscriptionState | "unknown" | undefined }

/** What is asked of a group; undefined: nothing. */
export const groupOf = ({
  subscription_group_id: groupId,
  subscription_state: state,
}: ListFilters): OfGroup | undefined => (groupId === undefined ? undefined : { groupId, state })

/** The conditions on columns of `contacts` that filters say, without what is typed into a search, and what a group knows. */
export function conditionsOf({
  country,
  language,
  tag_id,
  list_id,
  created_from,
  created_until,
  ...named
}: ListFilters): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = []
  if (named.phone !== undefined) conditions.push(sql`contacts.phone = ANY(${formsOf(named.phone)}::text[])`)
  for (const column of ["external_id", "bsuid"] as const)
    if (named[column] !== undefined) conditions.push(sql`contacts.${sql.ref(column)} = ${named[column]}`)
  if (country !== undefined) conditions.push(sql`contacts.country = ${country}`)
  if (language !== undefined) conditions.push(sql`contacts.language = ${language}`)
  if (tag_id !== undefined)
    conditions.push(
      sql`EXISTS (SELECT FROM tagged_contacts WHERE tag_id = ${tag_id} AND contact_id = contacts.id)`,
    )
  if (list_id !== undefined)
    conditions.push(
      sql`EXISTS (SELECT FROM list_members WHERE list_id = ${list_id} AND contact_id = contacts.id)`,
    )
  // Ids are made from the time, and the list is in their order.
  if (created_from !== undefined)
    conditions.push(sql`contacts.id >= uuidv7_floor(${created_from}::timestamptz)`)
  if (created_until !== undefined)
    conditions.push(sql`contacts.id < uuidv7_floor(${created_until}::timestamptz + interval '1 day')`)
  return conditions
}

function formsOf(written: string): string[] {
  const parsed = parsePhone(written)
  return parsed.ok ? waIdVariants(waIdOf(parsed.e164)).map((form) => `+${form}`) : [written]
}

/** Whether a contact of the table `contacts` is as a group is asked. */
export const isOfAskedGroup = (group: OfGroup): RawBuilder<boolean> => isOfGroup("contacts.id", group)
