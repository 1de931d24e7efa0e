import { api } from "../../api/client.ts"
import { useMay } from "../../session/me.ts"

/** The names of the attributes that contacts have; none where the member may not read contacts. */
export function useAttributes(): { names: readonly string[]; isPending: boolean } {
  const may = useMay()
  const attributes = api.useQuery("get", "/v1/contact-attributes", undefined, {
    staleTime: 60_000,
    enabled: may("contacts:read"),
    select: ({ data }) => data.map(({ name }) => name),
  })
  return { names: attributes.data ?? [], isPending: attributes.isLoading }
}
