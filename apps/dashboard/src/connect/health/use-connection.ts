import { api } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { useMay } from "../../session/me.ts"
import { type Trouble, troublesOf } from "./health.ts"
import { staleTime } from "./use-numbers.ts"

/** What the frame shows of the connection on every page; undefined until it is known, and where nothing is connected. */
export function useConnection() {
  const now = useServerNow()
  const enabled = useMay()("connection:read")
  const accounts = api.useQuery("get", "/v1/business-accounts", undefined, { enabled, staleTime })
  const connected = accounts.data?.data.filter((account) => account.disconnected_at === null) ?? []
  const isConnected = connected.length > 0
  const doctor = api.useQuery("get", "/v1/doctor", undefined, { enabled: isConnected, staleTime })
  if (!isConnected || doctor.data === undefined) return undefined
  const troubles: readonly Trouble[] = troublesOf(
    connected.flatMap(({ numbers }) => numbers),
    now,
  )
  return { run: doctor.data.last_run ?? undefined, troubles }
}
