import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { client } from "../../../api/client.ts"
import { asPreviewed, type ImportSettings } from "./settings.ts"

/** What an import with these settings would make of its file, as the server reads its start. */
export function usePreview(importId: string, settings: ImportSettings) {
  const [settled] = useDebouncedValue(settings, 300)
  const body = asPreviewed(settled)
  return useQuery({
    queryKey: ["import preview", importId, body],
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const { data, error } = await client.POST("/v1/imports/{id}/preview", {
        params: { path: { id: importId } },
        body,
        signal,
      })
      if (error) throw error
      return data
    },
  })
}
