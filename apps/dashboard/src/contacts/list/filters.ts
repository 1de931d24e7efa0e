import { templateLanguages } from "@parley/whatsapp/templates"
import type { Shapes } from "../../api/client.ts"
import { countries } from "../../look/form/countries.ts"
import { languages } from "../../look/form/languages.ts"
import type { ListFilter } from "../../look/table/list-state.ts"

/** What the list of contacts can be narrowed by, by the names that its address has. */
export type FilterName =
  | "country"
  | "language"
  | "tag_id"
  | "list_id"
  | "consent"
  | "created_from"
  | "created_until"

type Filters = Shapes["ContactFilters"]

const states = { subscribed: "subscribed", unsubscribed: "unsubscribed", unknown: "unknown" } as const
type State = keyof typeof states
const isState = (text: string | undefined): text is State => text !== undefined && Object.hasOwn(states, text)

/** More choices than these are found by typing. */
const mostAtAGlance = 12

/** The filters, with the subscription groups, the tags and the lists that there are. */
export function listFilters({
  groups,
  tags,
  lists,
}: {
  groups: readonly Pick<Shapes["SubscriptionGroup"], "id" | "name">[]
  tags: readonly Pick<Shapes["ContactTag"], "id" | "name">[]
  lists: readonly Pick<Shapes["ContactList"], "id" | "name">[]
}): ListFilter<FilterName>[] {
  const consents = groups.flatMap(({ id, name }) =>
    Object.values(states).map((state) => ({ value: `${id}:${state}`, label: `${name}: ${state}` })),
  )
  return [
    {
      name: "consent",
      label: "Consent",
      kind: "choice",
      choices: consents,
      isLong: consents.length > mostAtAGlance,
    },
    {
      name: "tag_id",
      label: "Tag",
      kind: "choice",
      choices: tags.map(({ id, name }) => ({ value: id, label: name })),
      isLong: tags.length > mostAtAGlance,
    },
    ...(lists.length === 0
      ? []
      : [
          {
            name: "list_id" as const,
            label: "List",
            kind: "choice" as const,
            choices: lists.map(({ id, name }) => ({ value: id, label: name })),
            isLong: lists.length > mostAtAGlance,
          },
        ]),
    { name: "country", label: "Country", kind: "choice", choices: countries(), isLong: true },
    { name: "language", label: "Language", kind: "choice", choices: languages(), isLong: true },
    { name: "created_from", label: "Added from", kind: "day" },
    { name: "created_until", label: "Added until", kind: "day" },
  ]
}

/** What the API is asked, by what the address says; anyone may have written that. */
export function asFilters({
  consent,
  language,
  search,
  ...others
}: { [Name in FilterName]?: string } & { search?: string }): Filters {
  const [groupId, state] = consent?.split(":") ?? []
  return {
    ...others,
    ...(search ? { search } : {}),
    ...(language !== undefined && templateLanguages.some((code) => code === language) ? { language } : {}),
    ...(groupId && isState(state) ? { subscription_group_id: groupId, subscription_state: state } : {}),
  }
}
