/** Business portfolios and the accounts they own or were given. */
import type { Business, Waba } from "../../world/objects.ts"
import { businessHealth } from "../health.ts"
import { graphTime } from "../numbers/numbers.ts"
import { canReachWaba } from "../protocol/access.ts"
import { askedFields, type Call, type Edges, urlOf } from "../protocol/call.ts"
import { type NodeShape, readNode } from "../protocol/fields.ts"
import { page } from "../protocol/paging.ts"
import { refusePermission } from "../protocol/refusal.ts"
import type { Answer } from "../protocol/request.ts"
import { listCredits } from "./credit.ts"
import { wabaShape } from "./wabas.ts"

export const businessShape: NodeShape<Business> = {
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

export const businessEdges: Edges<Business> = {
  "GET ": ({ request, object }) => readNode(object, businessShape, askedFields(request)),
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
