import { useDebouncedValue } from "@mantine/hooks"
import { Spotlight, type SpotlightActionData } from "@mantine/spotlight"
import { IconAddressBook, IconSearch } from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { api } from "../api/client.ts"
import { nameOf } from "../contacts/name.ts"
import { useMay } from "../session/me.ts"
import { places } from "./places.ts"

const perKind = 5

/** The command palette (Ctrl or ⌘ K): every place one may go to, and contacts and subscription groups by name. */
export function Palette() {
  const may = useMay()
  const navigate = useNavigate()
  const [typed, setTyped] = useState("")
  const [search] = useDebouncedValue(typed.trim(), 150)
  const contacts = api.useQuery(
    "get",
    "/v1/contacts",
    { params: { query: { search, limit: perKind } } },
    { enabled: search.length > 1 && may("contacts:read") },
  )
  const goTo: SpotlightActionData[] = places.flatMap(({ title, places: all }) =>
    all
      .filter(({ permission }) => permission === undefined || may(permission))
      .map(({ to, label, icon: Icon, keywords }) => ({
        id: `place ${label}`,
        label,
        ...(title === undefined ? {} : { description: title }),
        keywords: [...(keywords ?? [])],
        leftSection: <Icon size={18} aria-hidden />,
        onClick: () => navigate({ to: to }),
      })),
  )
  const people: SpotlightActionData[] = (contacts.data?.data ?? []).map((contact) => ({
    id: contact.id,
    label: nameOf(contact),
    description: contact.phone ?? contact.external_id ?? "",
    // The server found it; the palette need not find it again.
    keywords: [typed],
    leftSection: <IconAddressBook size={18} aria-hidden />,
    onClick: () => navigate({ to: "/contacts/$contactId", params: { contactId: contact.id } }),
  }))
  return (
    <Spotlight
      actions={[
        { group: "Go to", actions: goTo },
        { group: "Contacts", actions: people },
      ]}
      query={typed}
      onQueryChange={setTyped}
      limit={20}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound="Nothing found"
      shortcut={["mod + K"]}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: "Search pages and contacts",
        "aria-label": "Search",
      }}
    />
  )
}
