import { api } from "./client.ts"

/** Its clock may be moved at any time, in another window. */
const lookAgainMs = 15_000

/** The sandbox that stands for Meta: where its pages are, and how far its clock is ahead. Undefined where Meta is Meta. */
export function useSandbox() {
  const { data } = api.useQuery("get", "/v1/connect/sandbox", undefined, {
    staleTime: lookAgainMs,
    refetchInterval: ({ state }) => (state.data?.sandbox ? lookAgainMs : false),
    refetchOnWindowFocus: true,
  })
  return data?.sandbox ?? undefined
}
