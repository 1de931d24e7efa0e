import type { Shapes } from "../../../api/client.ts"
import type { ImportKind } from "../kind-choice.tsx"

export type Consent = Shapes["ImportSettings"]["consent"]
type Planned = NonNullable<Shapes["ImportSettings"]["columns"]>[number]

/** What an import is told about its file; empty where nothing is said. */
export interface ImportSettings {
  kind: ImportKind
  /** Of rows that name no event. */
  event_name: string
  /** By their names, as they may be new. */
  tags: readonly string[]
  list_ids: readonly string[]
  /** Nobody has answered the question yet: undefined. */
  consent: Consent | undefined
  subscription_group_id: string
  consent_source: string
  consent_evidence: string
  default_country: string
  null_is_empty: boolean
  /** What somebody chose for columns, by their place in the file. */
  columns: Readonly<Record<number, Planned>>
}

const nothingSaid: Omit<ImportSettings, "kind" | "consent"> = {
  event_name: "",
  tags: [],
  list_ids: [],
  subscription_group_id: "",
  consent_source: "",
  consent_evidence: "",
  default_country: "",
  null_is_empty: false,
  columns: {},
}

/** Of a file of which nobody has said anything but what it is. */
export const settingsFor = (kind: ImportKind): ImportSettings => ({
  ...nothingSaid,
  kind,
  consent: kind === "events" ? "none" : undefined,
})

/** As the API takes them, but for tags: what is not said is null. */
export const asRequest = (settings: ImportSettings) => ({
  kind: settings.kind,
  event_name: settings.event_name.trim() || null,
  list_ids: [...settings.list_ids],
  consent: settings.consent ?? ("none" as const),
  subscription_group_id: settings.consent === "none" ? null : settings.subscription_group_id || null,
  consent_source: settings.consent_source.trim() || null,
  consent_evidence: settings.consent_evidence.trim() || null,
  default_country: settings.default_country || null,
  null_is_empty: settings.null_is_empty,
  columns: Object.values(settings.columns),
})

/** For a preview: what is missing still is no reason to show nothing. */
export function asPreviewed(settings: ImportSettings) {
  const request = asRequest(settings)
  const isWhole =
    request.subscription_group_id !== null &&
    (request.consent !== "everyone" || request.consent_source !== null)
  return isWhole ? request : { ...request, consent: "none" as const }
}

/** What has to be said before the import can start; undefined: nothing. */
export function whatIsMissing(settings: ImportSettings): string | undefined {
  if (settings.consent === undefined) return "Say what these people agreed to."
  if (settings.consent === "none") return undefined
  if (settings.subscription_group_id === "") return "Choose the subscription group."
  if (settings.consent === "everyone" && settings.consent_source.trim() === "")
    return "Say where they agreed."
  return undefined
}
