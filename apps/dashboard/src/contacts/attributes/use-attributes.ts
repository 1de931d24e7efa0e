import { api, type Shapes } from "../../api/client.ts"
import { useMay } from "../../session/me.ts"

export type KnownAttribute = Shapes["AttributeDefinition"]

/** So many are offered: those that were used last. */
const limit = 500

/** The attributes that contacts have, by name, and of which type each is; none where the member may not read contacts. */
export function useAttributes(): {
  known: readonly KnownAttribute[]
  names: readonly string[]
  types: ReadonlyMap<string, KnownAttribute["type"]>
  isPending: boolean
} {
  const may = useMay()
  const attributes = api.useQuery(
    "get",
    "/v1/attribute-definitions",
    { params: { query: { limit } } },
    {
      staleTime: 60_000,
      enabled: may("contacts:read"),
      select: ({ data }) => {
        const known = data.toSorted((one, other) => one.name.localeCompare(other.name))
        return {
          known,
          names: known.map(({ name }) => name),
          types: new Map(known.map(({ name, type }) => [name, type])),
        }
      },
    },
  )
  return { ...(attributes.data ?? none), isPending: attributes.isLoading }
}

const none = { known: [], names: [], types: new Map<string, KnownAttribute["type"]>() }
