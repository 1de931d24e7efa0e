import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { client } from "../../api/client.ts"
import { asQuery, type ImportSettings } from "./settings.ts"

/** How much of a file the server reads for a preview. */
const previewBytes = 64 * 1024

/** What an import with these settings would make of the file, as the server reads its start. */
export function usePreview(file: File | null, settings: ImportSettings) {
  const [settled] = useDebouncedValue(settings, 300)
  return useQuery({
    queryKey: ["import preview", file?.name, file?.size, file?.lastModified, settled],
    enabled: file !== null,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }) => {
      const beginning = file?.slice(0, previewBytes) ?? new Blob()
      const { data, error } = await client.POST("/v1/imports/preview", {
        params: { query: asQuery(settled) },
        signal,
        fetch: (request) => fetch(withBody(request, beginning)),
      })
      if (error) throw error
      return data
    },
  })
}

function withBody(request: Request, body: Blob): Request {
  const headers = new Headers(request.headers)
  headers.set("content-type", "text/csv")
  return new Request(request, { body, headers })
}
