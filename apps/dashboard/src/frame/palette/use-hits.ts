import { useDebouncedValue } from "@mantine/hooks"
import { useNavigate } from "@tanstack/react-router"
import { useMemo } from "react"
import { api } from "../../api/client.ts"
import { pathOf } from "../../look/links.tsx"
import type { Findable } from "../../room.ts"
import { rooms } from "../../rooms.ts"
import type { EntryGroup } from "./entries.ts"

/** The kinds that have a page, as the rooms say. */
const kinds = rooms.flatMap((room): readonly Findable[] => room.finds ?? [])

const nothing: readonly EntryGroup[] = []

/** What the server finds for what is typed, grouped by kind; nothing while it was asked for other words. */
export function useHits(typed: string): { groups: readonly EntryGroup[]; isSearching: boolean } {
  const navigate = useNavigate()
  const wanted = typed.trim()
  const [q] = useDebouncedValue(wanted, 150)
  const found = api.useQuery(
    "get",
    "/v1/search",
    { params: { query: { q } } },
    { enabled: q.length > 0, retry: false },
  )
  const hits = q === wanted ? found.data?.data : undefined
  const groups = useMemo(
    () =>
      hits === undefined
        ? nothing
        : kinds.map(({ kind, group, icon, to }) => ({
            title: group,
            entries: hits
              .filter((hit) => hit.kind === kind)
              .map(({ id, title, detail }) => ({
                id: `${kind} ${id}`,
                label: title,
                ...(detail === null ? {} : { detail }),
                icon,
                run: () => navigate({ to: pathOf(to, id) }),
              })),
          })),
    [hits, navigate],
  )
  return { groups, isSearching: wanted !== "" && (q !== wanted || found.isFetching) }
}
