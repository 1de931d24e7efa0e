import { api } from "../api/client.ts"
import type { DeliveryDraft } from "./compose/when/delivery-draft.ts"

const query = { params: { query: { limit: 500 } } } as const

/** What the things are called that a delivery names, by their ids; as far as they are read. */
export function useDeliveryNames(delivery: DeliveryDraft): ReadonlyMap<string, string> {
  const on = delivery.kind === "action" ? [...delivery.triggers, ...delivery.unless].map((one) => one.on) : []
  const segments = api.useQuery("get", "/v1/segments", query, { enabled: on.includes("segment") })
  const campaigns = api.useQuery("get", "/v1/campaigns", query, { enabled: on.includes("message") })
  const groups = api.useQuery("get", "/v1/subscription-groups", query, {
    enabled: on.includes("subscription"),
  })
  const all = [segments, campaigns, groups].flatMap(({ data }) => data?.data ?? [])
  return new Map(all.map(({ id, name }) => [id, name]))
}
