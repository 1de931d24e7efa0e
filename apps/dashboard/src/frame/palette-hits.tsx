import { useDebouncedValue } from "@mantine/hooks"
import type { SpotlightActionData, SpotlightActionGroupData } from "@mantine/spotlight"
import {
  type Icon,
  IconAddressBook,
  IconBell,
  IconBrandWhatsapp,
  IconKey,
  IconPhone,
  IconTemplate,
  IconUsers,
} from "@tabler/icons-react"
import { type NavigateOptions, useNavigate } from "@tanstack/react-router"
import { api, type Shapes } from "../api/client.ts"

type Hit = Shapes["Hit"]

/** The kinds that have a page, in the order of the palette, and where each hit leads. Campaigns have none yet. */
const kinds: readonly {
  kind: Hit["kind"]
  group: string
  icon: Icon
  leadTo: (id: string) => NavigateOptions
}[] = [
  {
    kind: "contact",
    group: "Contacts",
    icon: IconAddressBook,
    leadTo: (contactId) => ({ to: "/contacts/$contactId", params: { contactId } }),
  },
  {
    kind: "template",
    group: "Templates",
    icon: IconTemplate,
    leadTo: (groupId) => ({ to: "/templates/$groupId", params: { groupId } }),
  },
  {
    kind: "subscription_group",
    group: "Subscription groups",
    icon: IconBell,
    leadTo: (groupId) => ({ to: "/subscription-groups/$groupId", params: { groupId } }),
  },
  {
    kind: "number",
    group: "Numbers",
    icon: IconPhone,
    leadTo: (numberId) => ({ to: "/connect/whatsapp/numbers/$numberId", params: { numberId } }),
  },
  {
    kind: "business_account",
    group: "Business accounts",
    icon: IconBrandWhatsapp,
    leadTo: () => ({ to: "/connect/whatsapp" }),
  },
  { kind: "member", group: "Members", icon: IconUsers, leadTo: () => ({ to: "/settings/members" }) },
  { kind: "api_key", group: "API keys", icon: IconKey, leadTo: () => ({ to: "/settings/api-keys" }) },
]

/** What the server finds for what is typed, grouped by kind. */
export function usePaletteHits(typed: string): { groups: SpotlightActionGroupData[]; isSearching: boolean } {
  const navigate = useNavigate()
  const wanted = typed.trim()
  const [q] = useDebouncedValue(wanted, 150)
  const found = api.useQuery(
    "get",
    "/v1/search",
    { params: { query: { q } } },
    { enabled: q.length > 0, retry: false },
  )
  // What was found for other words must not be chosen when one types on and presses Enter.
  const hits = q === wanted ? (found.data?.data ?? []) : []
  const groups = kinds.map(({ kind, group, icon: IconOf, leadTo }) => ({
    group,
    actions: hits
      .filter((hit) => hit.kind === kind)
      .map(
        ({ id, title, detail }): SpotlightActionData => ({
          id: `${kind} ${id}`,
          label: title,
          description: detail ?? "",
          keywords: [typed], // the server found it; the palette need not find it again
          leftSection: <IconOf size={18} aria-hidden />,
          onClick: () => void navigate(leadTo(id)),
        }),
      ),
  }))
  return { groups, isSearching: wanted !== "" && (q !== wanted || found.isFetching) }
}
