import { useQueryClient } from "@tanstack/react-query"

/** Has everything about canvases asked again. */
export function useRereadCanvases() {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[0] === "get" && String(queryKey[1]).startsWith("/v1/canvas"),
    })
}
