/** What kinds of occurrences, and of what becomes of messages, are called where people choose of which they want to hear. Loads without zod. */
interface KindWords {
  label: string
  description: string
}

/** A kind that is not here is offered all the same, under its own name. */
const known: Readonly<Record<string, KindWords>> = {
  contact_created: {
    label: "Contact created",
    description: "Somebody became a contact: by the API, an import, or a first message.",
  },
  contact_changed: {
    label: "Contact changed",
    description: "A contact has other values. Says which fields and attributes, not what they are.",
  },
  contacts_merged: {
    label: "Contacts merged",
    description: "Two contacts proved to be one person. One of them has everything of both now.",
  },
  contact_deleted: {
    label: "Contact deleted",
    description: "A contact is gone, or was merged into another one.",
  },
  identity_changed: {
    label: "Identity changed",
    description: "WhatsApp said that a contact has another phone number or another user ID.",
  },
  subscription_changed: {
    label: "Subscription changed",
    description: "A contact subscribed or unsubscribed, however they did it.",
  },
  inbound_message: { label: "Message received", description: "A contact wrote to one of your numbers." },
  custom_event: { label: "Event", description: "A contact did something that you track." },
  purchase: { label: "Purchase", description: "A contact bought something." },
  events_removed: {
    label: "Events removed",
    description: "Events of a contact are gone, as the import that recorded them was undone.",
  },
  segment_entered: {
    label: "Segment entered",
    description: "A contact became a member of a live segment: by what they did, or as time went by.",
  },
  segment_left: { label: "Segment left", description: "A contact is no longer a member of a live segment." },
  clicked: { label: "Link clicked", description: "A contact tapped a tracked link of a message." },
  message_sent: { label: "Message sent", description: "WhatsApp took a message of yours to a contact." },
  message_delivered: { label: "Message delivered", description: "A message reached the contact's phone." },
  message_read: {
    label: "Message read",
    description: "The contact opened a message, and lets others see that.",
  },
  message_failed: { label: "Message failed", description: "WhatsApp could not deliver a message. Says why." },
  message_dropped: {
    label: "Message not sent",
    description: "A message that was queued is not sent, such as for want of consent. Says why.",
  },
  test: { label: "Test", description: "Sent by the test button. About no contact." },
}

/** `segment_entered` as `Segment entered`. */
const spelled = (kind: string) => `${kind.charAt(0).toUpperCase()}${kind.slice(1).replaceAll("_", " ")}`

export const occurrenceWords = (kind: string): KindWords =>
  known[kind] ?? { label: spelled(kind), description: "" }
