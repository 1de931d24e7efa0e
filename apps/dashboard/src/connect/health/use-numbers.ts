import { api, type Shapes } from "../../api/client.ts"
import { useMay } from "../../session/me.ts"

/** Live updates tell what changes before that. */
export const staleTime = 60_000

/** The numbers of the connected accounts that Meta still lists; undefined until they are known. */
export function useNumbers(): readonly Shapes["Number"][] | undefined {
  const enabled = useMay()("connection:read")
  const accounts = api.useQuery("get", "/v1/business-accounts", undefined, { enabled, staleTime })
  return accounts.data?.data
    .filter((account) => account.disconnected_at === null)
    .flatMap(({ numbers }) => numbers.filter(({ status }) => status !== "DELETED"))
}
