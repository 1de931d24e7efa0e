/** What notifications say, on screens and in mails. Loads without zod. */
import type { NotificationAbout, NotificationKind, NotificationOf } from "./about.ts"

/** How the reader has numbers and instants written. */
interface Writing {
  amount: (count: number) => string
  /** @param at in ISO 8601 */
  instant: (at: string) => string
}

interface Words {
  /** A few words: what is the matter, and with what. */
  title: string
  /** A sentence or two: what it means, and what to do. */
  text: string
}

interface KindWords<Kind extends NotificationKind> {
  /** Where people choose of which kinds they want to hear. */
  label: string
  description: string
  say(about: NotificationOf<Kind>, writing: Writing): Words
}

const sentences = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join(" ")

/** `1 row`, `1,204 rows`. */
const counted = (count: number, one: string, many: string, { amount }: Writing): string =>
  `${amount(count)} ${count === 1 ? one : many}`

const statusWords: Readonly<Record<string, string>> = {
  REJECTED: "was rejected",
  PAUSED: "is paused",
  DISABLED: "is disabled",
}

const restrictionWords: Readonly<Record<string, string>> = {
  RESTRICTED_BIZ_INITIATED_MESSAGING: "open conversations",
  RESTRICTED_CUSTOMER_INITIATED_MESSAGING: "answer people",
  RESTRICTED_UTILITY_TEMPLATES: "send utility templates",
  RESTRICTED_ADD_PHONE_NUMBER_ACTION: "add numbers",
}

const category = (name: string): string => `${name.charAt(0)}${name.slice(1).toLowerCase()}`

const words: { readonly [Kind in NotificationKind]: KindWords<Kind> } = {
  check_failed: {
    label: "Failed checks",
    description: "A check of the connection to WhatsApp fails.",
    say: ({ subject, message, help }) => ({
      title: subject === null ? "A check failed" : `A check failed: ${subject}`,
      text: sentences(message, help),
    }),
  },
  number_stopped: {
    label: "Number stopped",
    description: "A number can't send until a problem is fixed.",
    say: ({ number, reason, help }) => ({
      title: `${number} can't send messages`,
      text: sentences(reason, help),
    }),
  },
  quality_low: {
    label: "Quality rating",
    description: "Meta lowers the quality rating of a number.",
    say: ({ number, quality }) => ({
      title: `Quality of ${number} is ${quality}`,
      text: sentences(
        "People block or report its messages.",
        quality === "low"
          ? "Send less, and only to people who expect it."
          : "Check who gets them, and how often.",
      ),
    }),
  },
  account_restricted: {
    label: "Account restricted",
    description: "Meta restricts what a business account may do.",
    say: ({ account, restrictions }, { instant }) => ({
      title: `Meta restricts ${account}`,
      text: sentences(
        ...restrictions.map(
          ({ type, until }) =>
            `It can't ${restrictionWords[type] ?? type.toLowerCase().replaceAll("_", " ")} until ${instant(until)}.`,
        ),
        "You can appeal in Business Support.",
      ),
    }),
  },
  limit_reached: {
    label: "Messaging limit",
    description: "A number reaches its messaging limit, and launches wait.",
    say: ({ number, people }, { amount }) => ({
      title: `${number} reached its messaging limit`,
      text: sentences(
        people === null
          ? "No more people can be messaged for now."
          : `It can message ${amount(people)} people in 24 hours.`,
        "Launches continue automatically as the limit frees up.",
      ),
    }),
  },
  messages_in_doubt: {
    label: "Messages in doubt",
    description: "Messages may or may not have arrived: decide whether to send them again.",
    say: ({ number, messages }, writing) => ({
      title: `${counted(messages, "message is", "messages are", writing)} waiting for your decision`,
      text: `Nobody knows whether Meta has ${messages === 1 ? "it" : "them"}. Send again from ${number}, which may reach somebody twice, or leave ${messages === 1 ? "it" : "them"}.`,
    }),
  },
  template_stopped: {
    label: "Template stopped",
    description: "A template is rejected, paused or disabled.",
    say: ({ name, language, status, reason }) => ({
      title: `${name} (${language}) ${statusWords[status] ?? `is ${status.toLowerCase().replaceAll("_", " ")}`}`,
      text: sentences("It can't be sent.", reason),
    }),
  },
  category_changed: {
    label: "Template category",
    description: "Meta files a template under another category.",
    say: ({ name, language, from, to, is_announced, at }, { instant }) => ({
      title: `${name} (${language}) ${is_announced ? "will become" : "is now"} ${category(to)}`,
      text: sentences(
        is_announced && at !== null
          ? `Meta moves it from ${category(from)} on ${instant(at)}.`
          : `Meta ${is_announced ? "will move" : "moved"} it from ${category(from)}.`,
        to === "MARKETING" && "Marketing messages cost more as a rule and need a subscription.",
      ),
    }),
  },
  approval_asked: {
    label: "Approval asked for",
    description: "Somebody wants to send a campaign, and a second member has to approve it.",
    say: ({ campaign, asked_by, people }, writing) => ({
      title: `${campaign} needs your approval`,
      text: `${asked_by} wants to send it to ${counted(people, "person", "people", writing)}.`,
    }),
  },
  approval_decided: {
    label: "Approval decided",
    description: "A member approves a campaign, or declines.",
    say: ({ campaign, decision, decided_by, note }) => ({
      title: `${campaign} was ${decision}`,
      text: sentences(
        decision === "approved"
          ? `${decided_by} approved it. It can be launched.`
          : `${decided_by} declined. Change it, then ask again.`,
        note,
      ),
    }),
  },
  handed_over: {
    label: "Handed over",
    description: "A canvas hands people over to the team.",
    say: ({ canvas, contact, people, reason }, { amount }) => ({
      title:
        people === 1
          ? `${contact ?? "Somebody"} is handed over to the team`
          : `${amount(people)} people are handed over to the team`,
      text: sentences(`The canvas ${canvas} sends them nothing until they are released.`, reason),
    }),
  },
  webhook_disabled: {
    label: "Webhook turned off",
    description: "A webhook endpoint failed for days and was turned off.",
    say: ({ url, because, since }, { instant }) => ({
      title: `The webhook to ${url} was turned off`,
      text: sentences(
        because === "gone"
          ? "It answered that it is gone for good (410)."
          : `Nothing has arrived there since ${instant(since)}.`,
        "Fix it, turn it on, and send again what failed.",
      ),
    }),
  },
  api_key_expiring: {
    label: "API key expires",
    description: "An API key expires within a week.",
    say: ({ name, owner, expires_at }, { instant }) => ({
      title: `The API key ${name} expires soon`,
      text: sentences(
        `It is refused from ${instant(expires_at)}.`,
        owner === null
          ? "Extend it, or replace it where it is used."
          : `${owner} owns it. Extend it, or replace it where it is used.`,
      ),
    }),
  },
  stop_requests: {
    label: "Possible opt-outs",
    description: "A message may ask to be left alone, in words that Parley doesn't act on.",
    say: ({ number }) => ({
      title: "Someone may have asked to stop",
      text: `A message to ${number} may be an opt-out. Read it, and unsubscribe the contact if it is one.`,
    }),
  },
  import_finished: {
    label: "Import finished",
    description: "A file of contacts was imported.",
    say: ({ file_name, created, updated, skipped }, writing) => ({
      title: `${file_name} was imported`,
      text: sentences(
        `${counted(created, "contact", "contacts", writing)} added, ${writing.amount(updated)} updated.`,
        skipped > 0 && `${counted(skipped, "row was", "rows were", writing)} skipped.`,
      ),
    }),
  },
  import_failed: {
    label: "Import failed",
    description: "A file of contacts could not be imported.",
    say: ({ file_name, failure }) => ({ title: `${file_name} could not be imported`, text: failure }),
  },
}

/** Every kind, in the order of the page where people choose. */
export const notificationKinds = Object.keys(words).filter(isKind)

function isKind(name: string): name is NotificationKind {
  return Object.hasOwn(words, name)
}

/** What a kind is called, for people who choose what they want to hear of. */
export function notificationKindWords(kind: NotificationKind): { label: string; description: string } {
  const { label, description } = words[kind]
  return { label, description }
}

/** What one notification says. Pure. */
export function notificationWords(about: NotificationAbout, writing: Writing): Words {
  return sayerOf(about.kind)(about, writing)
}

/** The table above has, for each kind, what takes that kind alone. */
function sayerOf<Kind extends NotificationKind>(kind: Kind): KindWords<Kind>["say"] {
  return words[kind].say
}
