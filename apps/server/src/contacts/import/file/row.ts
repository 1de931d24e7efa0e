import type { GivenEvent } from "../../../events/index.ts"
import type { SubscriptionState } from "../../../subscriptions/index.ts"
import type { ContactDraft } from "../../write-contacts.ts"
import type { ImportKind } from "./column-names.ts"
import type { Refusal, Warning } from "./row-refusal.ts"

export interface Consent {
  state: SubscriptionState
  source: string
  evidence: string | null
  givenAt: Date | undefined
  givenDayOnly: boolean
}

type WithoutContact<Event> = Event extends unknown ? Omit<Event, "contactId"> : never
/** What a row says that somebody did. */
export type RowEvent = WithoutContact<GivenEvent>

/** One good row. */
export interface ContactRow {
  line: number
  /** As they were in the file. */
  cells: string[]
  /** Of a row about an event only by what the person is known. */
  draft: ContactDraft
  /** What was left out of it. */
  warnings: Warning[]
  consent: Consent | undefined
  event?: RowEvent
  /** Two rows say the same exactly when these are equal. */
  digest: string
}

export interface RefusedRow {
  line: number
  cells: string[]
  refusal: Refusal
}

export type FileRow = ContactRow | RefusedRow

/** What an import says of consent: the file's column about it says who agreed, or everybody in the file did, or nobody yet. */
export type ConsentMode = "column" | "everyone" | "none"

export interface RowContext {
  /** What the rows are. Default: contacts */
  kind?: ImportKind
  /** ISO 3166-1 alpha-2, for phones in national notation where the row names no country. */
  defaultCountry: string | undefined
  consent: ConsentMode
  /** Where the consent of rows that name no source comes from. */
  consentSource: string
  consentEvidence?: string | null
  /** Of rows that name no event. */
  eventName?: string | undefined
  /** Whether `NULL`, `nan`, `-` and the like are empty cells. */
  nullIsEmpty?: boolean
  now: Date
}
