import { Loader } from "@mantine/core"
import { Spotlight, type SpotlightActionData } from "@mantine/spotlight"
import { IconSearch } from "@tabler/icons-react"
import { useNavigate } from "@tanstack/react-router"
import { type KeyboardEvent, useState } from "react"
import { useOpen } from "./navigation.tsx"
import { usePaletteActions } from "./palette-actions.tsx"
import { usePaletteHits } from "./palette-hits.tsx"
import { isSetting, places } from "./places.ts"

/** The command palette (Ctrl or ⌘ K): what one may do, every place one may go to, and anything by name. */
export function Palette({ onShortcuts }: { onShortcuts: () => void }) {
  const [typed, setTyped] = useState("")
  const actions = usePaletteActions(onShortcuts)
  const goTo = usePlaces()
  const { groups, isSearching } = usePaletteHits(typed)
  return (
    <Spotlight
      actions={[...groups, { group: "Go to", actions: goTo }, { group: "Do", actions }]}
      query={typed}
      onQueryChange={setTyped}
      limit={60}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound={isSearching ? "Searching…" : `No results for “${typed.trim()}”`}
      shortcut={["mod + K"]}
      attributes={{ content: { "aria-label": "Command palette" } }}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        rightSection: isSearching ? <Loader size={16} role="status" aria-label="Searching" /> : null,
        placeholder: "Search anything",
        "aria-label": "Search",
        onKeyDown: chooseFirst,
      }}
    />
  )
}

/** The palette marks its first line when someone types; where all of it came from the server later, none is marked. */
function chooseFirst({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) {
  const palette = currentTarget.closest("[role=dialog]")
  if (key !== "Enter" || palette?.querySelector("[data-selected]")) return
  palette?.querySelector<HTMLElement>("[data-action]")?.click()
}

function usePlaces(): SpotlightActionData[] {
  const open = useOpen()
  const navigate = useNavigate()
  return open(places).flatMap((place) =>
    [place, ...(place.tabs?.others ?? [])].map(({ to, label, icon: Icon, keywords = [] }) => ({
      id: `place ${label}`,
      label,
      ...(isSetting(place) ? { description: "Settings" } : {}),
      keywords: [...keywords],
      leftSection: <Icon size={18} aria-hidden />,
      onClick: () => void navigate({ to }),
    })),
  )
}
