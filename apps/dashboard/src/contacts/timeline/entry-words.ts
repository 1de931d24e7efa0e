/** What happened to a contact, in words for people. Pure. */
import type { Shapes } from "../../api/client.ts"
import { asWords } from "../../look/as-words.ts"
import { sourceInWords } from "../../look/consent-source.ts"
import { attributeInWords } from "../details-in-words.ts"

type Entry = Shapes["TimelineEntry"]
type Kind = Entry["kind"]

/** How an entry reads. */
interface EntryWords {
  title: string
  /** What was written, or what else there is to say. */
  text?: string | null
  /** What became of it. */
  outcome?: { label: string; tone: "good" | "bad" | "waiting" | "plain" }
  /** Why, and what can be done. */
  why?: { title: string; advice: string | null } | null
}

const tones: Readonly<Record<string, "good" | "bad" | "waiting">> = {
  delivered: "good",
  read: "good",
  played: "good",
  failed: "bad",
  dropped: "bad",
  queued: "waiting",
  in_doubt: "waiting",
}
const statusWords: Readonly<Record<string, string>> = {
  dropped: "Not sent",
  accepted: "Sent",
  queued: "Waiting",
}

const origins: Readonly<Record<string, string>> = {
  launch: "Campaign",
  trigger: "Campaign",
  canvas_step: "Canvas",
  api: "Message by the API",
  reply: "Reply",
}

const consentTitles = {
  subscribed: "Subscribed to",
  unsubscribed: "Unsubscribed from",
  identity_changed: "Consent came along to another number for",
} as const

const identityTitles = {
  phone: { added: "Also known by this phone", removed: "No longer has this phone" },
  wa_id: { added: "Another WhatsApp ID", removed: "No longer has this WhatsApp ID" },
  bsuid: { added: "Business-scoped ID", removed: "No longer has this business-scoped ID" },
  external_id: { added: "Also known by this external ID", removed: "No longer has this external ID" },
  alias: { added: "Alias added", removed: "Alias removed" },
} as const

/** `color: green, sizes: S, M`: the first few, as a line has room. */
function propertiesInWords(properties: Readonly<Record<string, unknown>> | null): string | null {
  const known = Object.entries(properties ?? {})
  if (known.length === 0) return null
  const few = known.slice(0, 6).map(([name, value]) => `${name}: ${attributeInWords(value)}`)
  return known.length > few.length ? `${few.join(", ")} …` : few.join(", ")
}

const words: { [K in Kind]: (entry: Extract<Entry, { kind: K }>) => EntryWords } = {
  created: () => ({ title: "Contact created" }),
  identity: ({ change, identity, label, value }) => ({
    title: identityTitles[identity][change],
    text: label === null ? value : `${label}: ${value}`,
  }),
  merged: ({ known_as }) => ({ title: "Merged with another contact", text: known_as }),
  subscription: ({ state, group_name, source, evidence }) => ({
    title: `${consentTitles[state]} ${group_name}`,
    text: [`Source: ${sourceInWords(source)}`, evidence].filter(Boolean).join(" · "),
  }),
  event: ({ name, properties }) => ({ title: name, text: propertiesInWords(properties) }),
  purchase: ({ value, properties }) => ({
    title: value === null ? "Purchase" : `Purchase of ${value}`,
    text: propertiesInWords(properties),
  }),
  click: ({ url, clicks }) => ({
    title: clicks > 1 ? `Tapped a link, ${clicks} times` : "Tapped a link",
    text: url,
  }),
  inbound: ({ type, text }) => ({
    title: type === "text" ? "Wrote" : `Sent: ${asWords(type).toLowerCase()}`,
    text,
  }),
  phone_app: ({ text }) => ({ title: "Answered from the WhatsApp app", text }),
  message: ({ source_kind, source_name, template, text, status, reason }) => ({
    title: [source_name ?? origins[source_kind] ?? "Message", template].filter(Boolean).join(" · "),
    text,
    outcome: { label: statusWords[status] ?? asWords(status), tone: tones[status] ?? "plain" },
    why: reason,
  }),
}

/** How one entry reads. */
export function entryInWords<K extends Kind>(entry: Extract<Entry, { kind: K }>): EntryWords {
  const say: (entry: Extract<Entry, { kind: K }>) => EntryWords = words[entry.kind as K]
  return say(entry)
}
