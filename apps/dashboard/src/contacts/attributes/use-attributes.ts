import { api, type Shapes } from "../../api/client.ts"
import { useMay } from "../../session/me.ts"

export type KnownAttribute = Shapes["ContactAttribute"]

/** The attributes that contacts have, and what most of them hold; none where the member may not read contacts. */
export function useAttributes(): {
  known: readonly KnownAttribute[]
  names: readonly string[]
  isPending: boolean
} {
  const may = useMay()
  const attributes = api.useQuery("get", "/v1/contact-attributes", undefined, {
    staleTime: 60_000,
    enabled: may("contacts:read"),
    select: ({ data }) => ({ known: data, names: data.map(({ name }) => name) }),
  })
  return { ...(attributes.data ?? none), isPending: attributes.isLoading }
}

const none = { known: [], names: [] }
