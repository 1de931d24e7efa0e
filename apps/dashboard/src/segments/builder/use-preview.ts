import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { client } from "../../api/client.ts"
import type { Counts } from "./builder.tsx"
import { asGroup, asRequest, type FilterDraft } from "./draft.ts"
import { isWholeFilter } from "./kinds/index.ts"

/** So long after the last key one waits for the next. */
const pauseMs = 350

/** How many a filter selects, asked when typing pauses; what is asked no more is given up. */
export function usePreview(filter: FilterDraft, groupId: string | undefined) {
  const [settled] = useDebouncedValue(JSON.stringify({ filter: asRequest(filter), groupId }), pauseMs)
  const isWhole = isWholeFilter(filter)
  const isSettled = settled === JSON.stringify({ filter: asRequest(filter), groupId })
  const preview = useQuery({
    queryKey: ["get", "/v1/segments/preview", settled],
    queryFn: async ({ signal }) => {
      const asked: { filter: FilterDraft; groupId?: string } = JSON.parse(settled)
      const { data, error } = await client.POST("/v1/segments/preview", {
        body: {
          filter: asRequest(asked.filter),
          ...(asked.groupId === undefined ? {} : { subscription_group_id: asked.groupId }),
        },
        signal,
      })
      if (data === undefined) throw error
      return data
    },
    enabled: isWhole && isSettled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const isCurrent = isWhole && isSettled && !preview.isPlaceholderData && preview.data !== undefined
  const join = asGroup(filter)?.join
  const counts: Counts = {
    alone: (path) =>
      isCurrent ? preview.data?.conditions.find((one) => one.path === path)?.people : undefined,
    // Of a negated group there is no such order.
    after: (path) =>
      isCurrent && (join === "all" || join === "any")
        ? preview.data?.steps.find((step) => step.path === path)?.after
        : undefined,
  }
  return { preview, counts, isWhole, isCurrent }
}

/** The first few that a filter selects. */
export function useSample(filter: FilterDraft, isCurrent: boolean) {
  const asked = JSON.stringify(asRequest(filter))
  return useQuery({
    queryKey: ["get", "/v1/segments/preview/members", asked],
    queryFn: async ({ signal }) => {
      const body = { filter: asRequest(JSON.parse(asked)), limit: 10 }
      const { data, error } = await client.POST("/v1/segments/preview/members", { body, signal })
      if (data === undefined) throw error
      return data.data
    },
    enabled: isCurrent,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
}
