import { api } from "../api/client.ts"

/** The connected business accounts; a template belongs to one of them. */
export function useBusinessAccounts() {
  return api.useQuery(
    "get",
    "/v1/business-accounts",
    { params: { query: { limit: 100 } } },
    {
      staleTime: 60_000,
      select: ({ data }) => data.filter(({ disconnected_at }) => disconnected_at === null),
    },
  )
}
