import type { Occurrence } from "@parley/model"

/** What screens are told: that of this kind this one changed; id null: several, or all that there are. */
export interface ScreenChange {
  workspace_id: string
  type: "contact" | "subscription" | "inbound_message" | "contact_event"
  id: string | null
  /** Of an inbound message. */
  conversation_id?: string
}

/** More than so many of one kind at once are told as one, without an id. */
const mostNamed = 10

/**
 * What occurrences change on screens, each said once: contacts, subscriptions by their group, and inbound messages with
 * their conversation. Pure.
 */
export function screenChanges(occurrences: readonly Occurrence[]): ScreenChange[] {
  const named = new Map(occurrences.flatMap(changesBy).map((change) => [nameOf(change), change]))
  const kinds = Map.groupBy(named.values(), ({ workspace_id, type }) => `${workspace_id} ${type}`)
  return [...kinds.values()].flatMap((changes) => {
    const isMany = changes.length > mostNamed || changes.some(({ id }) => id === null)
    return isMany
      ? changes.slice(0, 1).map(({ workspace_id, type }) => ({ workspace_id, type, id: null }))
      : changes
  })
}

const nameOf = ({ workspace_id, type, id, conversation_id = "" }: ScreenChange) =>
  `${type} ${id} ${conversation_id} ${workspace_id}`

function changesBy(occurrence: Occurrence): ScreenChange[] {
  const { workspace_id, contact_id } = occurrence
  const contact = { workspace_id, type: "contact", id: contact_id } as const
  switch (occurrence.kind) {
    case "contact_created":
    case "contact_changed":
    case "identity_changed":
      return [contact]
    case "contacts_merged":
    case "contact_deleted":
      // Their subscriptions and conversations went along.
      return [
        contact,
        { workspace_id, type: "subscription", id: null },
        { workspace_id, type: "inbound_message", id: null },
      ]
    case "subscription_changed":
      return [{ workspace_id, type: "subscription", id: occurrence.subscription_group_id }]
    case "custom_event":
    case "purchase":
    case "events_removed":
      // By the contact: a page shows the events of one.
      return [{ workspace_id, type: "contact_event", id: contact_id }]
    case "clicked":
      // It is on their timeline, which lists events.
      return [{ workspace_id, type: "contact_event", id: contact_id }]
    case "segment_entered":
    case "segment_left":
      // Pages of segments count by themselves.
      return []
    case "inbound_message": {
      const { inbound_message_id: id, conversation_id } = occurrence
      return [{ workspace_id, type: "inbound_message", id, conversation_id }]
    }
  }
}
