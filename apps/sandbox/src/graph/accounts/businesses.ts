/** Business portfolios and the accounts they own or were given. */

import type { Business, Waba } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { type Caller, canReachWaba } from "../protocol/access.ts"
import { askedFields, type Call, type Edges, pageOfNodes } from "../protocol/call.ts"
import { type NodeShape, readNode, readNodes, withoutValue } from "../protocol/fields.ts"
import { filtered, sorted } from "../protocol/filtering.ts"
import { graphTime } from "../protocol/graph-time.ts"
import { businessHealth } from "../protocol/health.ts"
import { refusePermission } from "../protocol/refusal.ts"
import type { Answer, GraphRequest } from "../protocol/request.ts"
import { listCredits } from "./credit.ts"
import { wabaShape } from "./wabas.ts"

/** Accounts within reach are seen by everyone who asks. */
interface Asking {
  world: World
  caller: Caller
  request: GraphRequest
}

export function businessShape(asking: Asking): NodeShape<Business> {
  const accountShape = () => wabaShape(asking.world, asking.request.publicUrl)
  return {
    typeName: "Business",
    defaults: ["name"],
    readers: {
      name: (business) => business.name,
      verification_status: (business) => business.verification_status,
      created_time: (business) => graphTime(business.created_at_ms),
      timezone_id: () => 1,
      vertical: () => "OTHER",
      is_hidden: () => false,
      whatsapp_business_manager_messaging_limit: (business) => business.messaging_limit,
      health_status: businessHealth,
      owned_whatsapp_business_accounts: (business, field) =>
        readNodes(ownedAccounts(asking, business), accountShape(), field),
      client_whatsapp_business_accounts: (business, field) =>
        readNodes(clientAccounts(asking, business), accountShape(), field),
      ...withoutValue(
        "created_by",
        "extended_updated_time",
        "link",
        "payment_account_id",
        "primary_page",
        "profile_picture_uri",
        "two_factor_type",
        "updated_by",
        "updated_time",
        "vertical_id",
      ),
    },
    nested: {
      owned_whatsapp_business_accounts: accountShape,
      client_whatsapp_business_accounts: accountShape,
    },
  }
}

export const businessEdges: Edges<Business> = {
  "GET ": (call) => readNode(call.object, businessShape(call), askedFields(call.request)),
  "GET owned_whatsapp_business_accounts": (call) => listAccounts(call, ownedAccounts(call, call.object)),
  "GET extendedcredits": listCredits,
  "GET client_whatsapp_business_accounts": (call) => listAccounts(call, clientAccounts(call, call.object)),
  "GET preverified_numbers": refusePermission,
  "POST preverified_numbers": refusePermission,
  "POST add_phone_numbers": refusePermission,
  "POST onboard_partners_to_mm_lite": refusePermission,
  "POST share_preverified_numbers": refusePermission,
}

function ownedAccounts({ world, caller }: Asking, business: Business): Waba[] {
  return accountsOf(world, (waba) => waba.business_id === business.id && canReachWaba(world, caller, waba.id))
}

function clientAccounts({ world }: Asking, business: Business): Waba[] {
  return accountsOf(world, (waba) => waba.partner_business_ids.includes(business.id))
}

function accountsOf(world: World, keep: (waba: Waba) => boolean): Waba[] {
  return world.wabas.filter(keep).sort(byCreation)
}

function byCreation(a: Waba, b: Waba): number {
  return a.created_at_ms - b.created_at_ms
}

function listAccounts({ world, request }: Call<Business>, accounts: readonly Waba[]): Answer {
  const { params } = request
  // Accounts of the sandbox are of no type, and `find` is not written down.
  if (params.business_type !== undefined || params.find !== undefined) refusePermission()
  const found = filtered(accounts, params, {
    creation_time: (waba) => Math.floor(waba.created_at_ms / 1000),
    id: (waba) => waba.id,
    name: (waba) => waba.name,
    account_review_status: (waba) => waba.account_review_status,
  })
  const inOrder = sorted(found, params, {
    creation_time_ascending: byCreation,
    creation_time_descending: (a, b) => byCreation(b, a),
  })
  return pageOfNodes(inOrder, request, wabaShape(world, request.publicUrl))
}
