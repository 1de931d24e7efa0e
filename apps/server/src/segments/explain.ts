/** Why one contact is, or is not, among those that a filter selects. */
import {
  asHappening,
  type Condition,
  conditionsOf,
  countedOf,
  eventKey,
  type Filter,
  type FilterContext,
  type FilteredContact,
  filterSchema,
  matches,
  messagesThatFit,
  randomBucketOf,
  valueAt,
} from "@parley/model"
import { z } from "zod"
import type { Tx } from "../platform/database/index.ts"
import { found } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { readFilterScope } from "./compile/filter-scope.ts"
import type { Reader } from "./preview.ts"
import { probeContacts } from "./probe.ts"

export const explainRequest = z
  .strictObject({ filter: filterSchema, contact_id: fields.id })
  .meta({ id: "SegmentExplainRequest" })

export const explanation = z
  .object({
    contact_id: fields.id,
    is_member: z.boolean(),
    conditions: z.array(
      z.object({
        path: z.string().describe("Of the condition in the filter, such as `all.0`; empty: the filter is it"),
        on: z.string(),
        holds: z.boolean(),
        value: z
          .unknown()
          .describe(
            "What decided: the value of the field, how often something happened as the condition narrows it, what they said; null: there is none",
          ),
      }),
    ),
  })
  .meta({ id: "SegmentExplanation" })

/** @throws Problem not_found for the contact */
export async function explainContact(
  tx: Tx,
  reader: Reader,
  { filter, contact_id }: { filter: Filter; contact_id: string },
): Promise<z.output<typeof explanation>> {
  const scope = await readFilterScope(tx, reader, [filter])
  const conditions = conditionsOf(filter)
  const counted = conditions.flatMap(({ condition }) => countingOf(condition))
  const contacts = await probeContacts(tx, scope, [filter, ...counted], [contact_id])
  const contact = found(contacts.get(contact_id), "contact")
  return {
    contact_id,
    is_member: matches(filter, contact, scope.context),
    conditions: conditions.map(({ path, condition }) => ({
      path,
      on: condition.on,
      holds: matches(condition, contact, scope.context),
      value: decidingValue(condition, contact, scope.context) ?? null,
    })),
  }
}

/** A condition that is judged by how often something happened, for one that needs to know only whether it did. */
function countingOf(condition: Condition): Condition[] {
  if (condition.on !== "event" && condition.on !== "purchase") return []
  return condition.op === "did" || condition.op === "did_not"
    ? [{ ...condition, op: "at_least", times: 1 }]
    : []
}

/** What the condition looked at, as far as it narrows it. */
function decidingValue(condition: Condition, contact: FilteredContact, context: FilterContext): unknown {
  switch (condition.on) {
    case "contact":
      return contact[condition.field]
    case "attribute":
      return valueAt(contact.attributes, condition.name)
    case "event":
    case "purchase": {
      const facts = contact.events.get(eventKey(condition))
      const happening = condition.on === "purchase" ? asHappening(condition) : condition
      const { count, total } = countedOf(happening, facts, { contact, context })
      const isSum = condition.op.startsWith("sum_")
      return {
        count,
        ...(isSum ? { total } : {}),
        first_at: facts?.first_at ?? null,
        last_at: facts?.last_at ?? null,
      }
    }
    case "message":
      return { count: messagesThatFit(condition, contact, context).length }
    case "subscription": {
      const said = contact.subscriptions.find(({ group_id }) => group_id === condition.group_id)
      return said === undefined ? null : { state: said.state, changed_at: said.changed_at }
    }
    case "window": {
      const { number_id } = condition
      const times = contact.conversations.flatMap(({ number_id: of, last_inbound_at }) =>
        last_inbound_at === null || (number_id !== undefined && of !== number_id) ? [] : [last_inbound_at],
      )
      return { last_inbound_at: times.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null }
    }
    case "reachable":
      return { phone: contact.phone, wa_id: contact.wa_id, bsuid: contact.bsuid }
    case "random_bucket":
      return randomBucketOf(contact.id)
    case "segment":
      return context.isMember(condition.segment_id, contact)
    case "list":
      return contact.lists.includes(condition.list_id)
    case "tag":
      return contact.tags.includes(condition.tag_id)
  }
}
