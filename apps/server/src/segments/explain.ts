/** Why one contact is, or is not, among those that a filter selects. */
import {
  type Condition,
  conditionsOf,
  eventKey,
  type Filter,
  type FilteredContact,
  filterSchema,
  matches,
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
          .describe("What decided: the value of the field, or what the contact did; null: there is none"),
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
  const contacts = await probeContacts(tx, scope, [filter], [contact_id])
  const contact = found(contacts.get(contact_id), "contact")
  return {
    contact_id,
    is_member: matches(filter, contact, scope.context),
    conditions: conditionsOf(filter).map(({ path, condition }) => ({
      path,
      on: condition.on,
      holds: matches(condition, contact, scope.context),
      value: decidingValue(condition, contact) ?? null,
    })),
  }
}

function decidingValue(condition: Condition, contact: FilteredContact): unknown {
  switch (condition.on) {
    case "contact":
      return contact[condition.field]
    case "attribute":
      return valueAt(contact.attributes, condition.name)
    case "event":
    case "purchase": {
      const facts = contact.events.get(eventKey(condition))
      if (facts === undefined) return { count: 0 }
      const { count, total, first_at, last_at } = facts
      return { count, ...(condition.on === "purchase" ? { total } : {}), first_at, last_at }
    }
    case "message":
      return { messages: contact.messages.length }
    case "subscription":
      return contact.subscriptions.find(({ group_id }) => group_id === condition.group_id) ?? null
    case "window":
      return contact.conversations
    case "reachable":
      return { phone: contact.phone, wa_id: contact.wa_id, bsuid: contact.bsuid }
    case "random_bucket":
      return randomBucketOf(contact.id)
    case "segment":
      return null
    case "list":
      return contact.lists.includes(condition.list_id)
    case "tag":
      return contact.tags.includes(condition.tag_id)
  }
}
