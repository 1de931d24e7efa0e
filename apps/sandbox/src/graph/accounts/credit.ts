/** Lines of credit: how a solution partner pays for its customers' accounts. */
import type { Business, Credit, Waba } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { canReachWaba, management, requireScope } from "../protocol/access.ts"
import { askedFields, type Call, type Edges, pageOfNodes } from "../protocol/call.ts"
import { type NodeShape, readNode } from "../protocol/fields.ts"
import { page } from "../protocol/paging.ts"
import { invalidParameter, missingObject } from "../protocol/refusal.ts"
import { type Answer, requiredText } from "../protocol/request.ts"

const creditShape: NodeShape<Credit> = {
  typeName: "ExtendedCredit",
  defaults: ["legal_entity_name"],
  readers: {
    legal_entity_name: () => undefined,
    allocation_config_ids: (credit) => credit.allocations.map(({ id }) => id),
  },
}

export const creditEdges: Edges<Credit> = {
  "GET ": ({ request, object }) => readNode(object, creditShape, askedFields(request)),
  "GET owning_credit_allocation_configs": listAllocations,
  "POST whatsapp_credit_sharing_and_attach": shareCredit,
}

/** `GET /{business}/extendedcredits`. Every portfolio has one line. */
export function listCredits({ world, request, caller, object: business }: Call<Business>): Answer {
  requireScope(caller, "business_management")
  return pageOfNodes([creditOf(world, business)], request, creditShape)
}

function creditOf(world: World, business: Business): Credit {
  const existing = world.credits.find((credit) => credit.business_id === business.id)
  return (
    existing ??
    world.credits.put({ id: world.newId(), type: "credit", business_id: business.id, allocations: [] })
  )
}

function listAllocations({ request, object: credit }: Call<Credit>): Answer {
  return page(credit.allocations, request, ({ id, waba_id, currency }) => ({
    id,
    receiving_waba_id: waba_id,
    currency,
  }))
}

/** The account is paid for from now on, in the currency it is given here. */
function shareCredit({ world, request, caller, object: credit }: Call<Credit>): Answer {
  requireScope(caller, management)
  const wabaId = requiredText(request.params, "waba_id")
  const currency = requiredText(request.params, "waba_currency").toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) throw invalidParameter("Param waba_currency must be an ISO 4217 code.")
  const waba: Waba | undefined = world.wabas.get(wabaId)
  if (waba === undefined || !canReachWaba(world, caller, wabaId)) throw missingObject("POST", wabaId)
  const existing = credit.allocations.find((allocation) => allocation.waba_id === wabaId)
  const allocation = existing ?? { id: world.newId(), waba_id: wabaId, currency }
  if (existing === undefined) credit.allocations.push(allocation)
  world.credits.put(credit)
  world.wabas.put(Object.assign(waba, { currency, has_payment_method: true }))
  return { allocation_config_id: allocation.id, waba_id: wabaId }
}
