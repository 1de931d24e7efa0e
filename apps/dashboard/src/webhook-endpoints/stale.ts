import { useQueryClient } from "@tanstack/react-query"

/** Has everything about webhooks asked for again. */
export function useStale(): () => Promise<void> {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/webhook-"),
    })
}
