import { useDebouncedValue } from "@mantine/hooks"
import type { SpotlightActionData, SpotlightActionGroupData } from "@mantine/spotlight"
import { useNavigate } from "@tanstack/react-router"
import { api } from "../api/client.ts"
import { pathOf } from "../look/links.tsx"
import type { Findable } from "../room.ts"
import { rooms } from "../rooms.ts"

/** The kinds that have a page, as the rooms say. */
const kinds = rooms.flatMap((room): readonly Findable[] => room.finds ?? [])

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
  const groups = kinds.map(({ kind, group, icon: IconOf, to }) => ({
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
          onClick: () => void navigate({ to: pathOf(to, id) }),
        }),
      ),
  }))
  return { groups, isSearching: wanted !== "" && (q !== wanted || found.isFetching) }
}
