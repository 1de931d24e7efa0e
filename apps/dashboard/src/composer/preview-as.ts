/** As which contact a message is seen: one of the workspace, one that is made up, or those who will get it, one after the other. */
import { useDebouncedValue } from "@mantine/hooks"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { api, client, type Shapes } from "../api/client.ts"
import { useMay } from "../session/me.ts"

export type PreviewKind = "contact" | "made_up" | "audience"

/** Fields of a contact that is made up, as they were typed: `first_name`, `attributes.city`. */
type MadeUpFields = Readonly<Record<string, string>>

export interface PreviewAs {
  kind: PreviewKind
  setKind: (kind: PreviewKind) => void
  contactId: string | null
  setContactId: (id: string | null) => void
  fields: MadeUpFields
  setFields: (fields: MadeUpFields) => void
  /** Undefined where no audience is known. */
  audience: AudienceSteps | undefined
  /** What is asked of the API; undefined where nobody is chosen, or contacts may not be read. */
  asked: { contact_id: string } | { contact: Shapes["MadeUpContact"] } | undefined
}

export interface AudienceSteps {
  person: Shapes["SegmentMember"] | undefined
  /** From 1. */
  place: number
  isLoading: boolean
  failure: unknown
  next: (() => void) | undefined
  back: (() => void) | undefined
}

/** @param filter of the people who will get it */
export function usePreviewAs(filter?: Shapes["Filter"]): PreviewAs {
  const mayRead = useMay()("contacts:read")
  const [kind, setKind] = useState<PreviewKind>("contact")
  const [chosen, setChosen] = useState<string | null>(null)
  const [fields, setFields] = useState<MadeUpFields>({})
  const some = api.useQuery(
    "get",
    "/v1/contacts",
    { params: { query: { limit: 1 } } },
    { enabled: mayRead && chosen === null && kind === "contact" },
  )
  const steps = useAudienceSteps(filter, kind === "audience" && mayRead)
  const contactId = chosen ?? some.data?.data[0]?.id ?? null
  const id = kind === "audience" ? (steps.person?.id ?? null) : contactId
  const asked = !mayRead
    ? undefined
    : kind === "made_up"
      ? { contact: madeUp(fields) }
      : id === null
        ? undefined
        : { contact_id: id }
  return {
    kind,
    setKind,
    contactId,
    setContactId: setChosen,
    fields,
    setFields,
    audience: filter === undefined ? undefined : steps,
    asked,
  }
}

const attribute = "attributes."

/** What was typed as JSON has it: a number or true and false as such. */
function madeUp(fields: MadeUpFields): Shapes["MadeUpContact"] {
  const given = Object.entries(fields).filter(([, value]) => value !== "")
  const own = given.filter(([name]) => !name.startsWith(attribute))
  const attributes = given.flatMap(([name, value]) =>
    name.startsWith(attribute) ? [[name.slice(attribute.length), typed(value)] as const] : [],
  )
  return { ...Object.fromEntries(own), attributes: Object.fromEntries(attributes) }
}

function typed(value: string): unknown {
  if (value === "true" || value === "false") return value === "true"
  return /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(value) ? Number(value) : value
}

/** One person at a time, each found behind the one before. */
function useAudienceSteps(filter: Shapes["Filter"] | undefined, isShown: boolean): AudienceSteps {
  const [asked] = useDebouncedValue(JSON.stringify(filter ?? null), 350)
  const [steps, setSteps] = useState<{ asked: string; passed: readonly string[] }>({ asked, passed: [] })
  // Of another audience one begins again.
  const passed = steps.asked === asked ? steps.passed : []
  const after = passed.at(-1)
  const page = useQuery({
    queryKey: ["get", "/v1/segments/preview/members", asked, after ?? "first"],
    queryFn: async ({ signal }) => {
      const of: Shapes["Filter"] = JSON.parse(asked)
      const body = { filter: of, limit: 1, ...(after === undefined ? {} : { after }) }
      const { data, error } = await client.POST("/v1/segments/preview/members", { body, signal })
      if (data === undefined) throw error
      return data
    },
    enabled: isShown && filter !== undefined,
    staleTime: 30_000,
    retry: false,
  })
  const next = page.data?.next
  return {
    person: page.data?.data[0],
    place: passed.length + 1,
    isLoading: page.isFetching && page.data === undefined,
    failure: page.error,
    next: next ? () => setSteps({ asked, passed: [...passed, next] }) : undefined,
    back: passed.length === 0 ? undefined : () => setSteps({ asked, passed: passed.slice(0, -1) }),
  }
}

/** The fields of contacts that a content names, in the order of their names. Pure. */
export function fieldsNamed(content: unknown): string[] {
  const text = JSON.stringify(content)
  const found = [
    ...Array.from(text.matchAll(/contact\.(attributes\.[A-Za-z_][\w-]*|[a-z_]+)/g), ([, name = ""]) => name),
    ...Array.from(text.matchAll(/custom_attribute\.\$\{([^}]+)\}/g), ([, name = ""]) => attribute + name),
    ...Array.from(text.matchAll(/\{\{\s*\$\{([a-z_]+)\}/g), ([, name = ""]) => braze[name] ?? name),
  ]
  return [...new Set(found)].filter((name) => !unasked.has(name)).sort()
}

const braze: Readonly<Record<string, string>> = {
  email_address: "email",
  phone_number: "phone",
  user_id: "external_id",
}
const unasked: ReadonlySet<string> = new Set([
  "attributes",
  "preference_link",
  "id",
  "braze_id",
  "random_bucket_number",
])
