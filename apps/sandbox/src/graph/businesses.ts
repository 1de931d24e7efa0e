/** Business portfolios and the accounts they own or were given. */
import type { Business, Waba } from "../world/objects.ts"
import { canReachWaba } from "./access.ts"
import { askedFields, type Call, type Edges, urlOf } from "./call.ts"
import { listCredits } from "./credit.ts"
import { type NodeShape, readNode } from "./fields.ts"
import { businessHealth } from "./health.ts"
import { graphTime } from "./numbers.ts"
import { page } from "./paging.ts"
import { refusePermission } from "./refusal.ts"
import type { Answer } from "./request.ts"
import { wabaShape } from "./wabas.ts"

export const BUSINESS_SHAPE: NodeShape<Business> = {
  typeName: "Business",
  defaults: ["name"],
  readers: {
    name: (business) => business.name,
    verification_status: (business) => business.verification_status,
    created_time: (business) => graphTime(business.created_at_ms),
    timezone_id: () => 1,
    vertical: () => "OTHER",
    whatsapp_business_manager_messaging_limit: (business) => business.messaging_limit,
    health_status: businessHealth,
  },
}

export const BUSINESS_EDGES: Edges<Business> = {
  "GET ": ({ request, object }) => readNode(object, BUSINESS_SHAPE, askedFields(request)),
  "GET owned_whatsapp_business_accounts": (call) =>
    listAccounts(
      call,
      (waba) => waba.business_id === call.object.id && canReachWaba(call.world, call.caller, waba.id),
    ),
  "GET extendedcredits": listCredits,
  "GET client_whatsapp_business_accounts": (call) =>
    listAccounts(call, (waba) => waba.partner_business_ids.includes(call.object.id)),
  "GET preverified_numbers": refusePermission,
  "POST preverified_numbers": refusePermission,
}

function listAccounts({ world, request }: Call<Business>, keep: (waba: Waba) => boolean): Answer {
  const accounts = world.wabas.filter(keep).sort((a, b) => a.created_at_ms - b.created_at_ms)
  if (request.params.sort === "creation_time_descending") accounts.reverse()
  const fields = askedFields(request)
  return page(accounts, request.params, urlOf(request), (waba) => readNode(waba, wabaShape(world), fields))
}
