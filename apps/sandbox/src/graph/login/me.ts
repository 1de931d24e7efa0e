/** `/me` and `/me/businesses`. */
import type { User } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import { businessShape } from "../accounts/businesses.ts"
import { type Caller, canReach } from "../protocol/access.ts"
import { askedFields, type Edges, pageOfNodes } from "../protocol/call.ts"
import { type NodeShape, readNode } from "../protocol/fields.ts"
import { Refusal, refusePermission } from "../protocol/refusal.ts"
import type { Answer, GraphRequest } from "../protocol/request.ts"

const userShape: NodeShape<User> = {
  typeName: "User",
  defaults: ["name"],
  readers: { name: (user) => user.name, email: () => undefined },
}

export const userEdges: Edges<User> = {
  "GET ": ({ request, object }) => readNode(object, userShape, askedFields(request)),
  "GET assigned_whatsapp_business_accounts": refusePermission,
}

function userOf(world: World, caller: Caller): User {
  const user = caller.kind === "token" ? world.users.get(caller.token.user_id) : undefined
  if (user !== undefined) return user
  throw new Refusal({
    code: 2500,
    message: "An active access token must be used to query information about the current user.",
    httpStatus: 400,
  })
}

export function readMe(world: World, caller: Caller, request: GraphRequest): Answer {
  return readNode(userOf(world, caller), userShape, askedFields(request))
}

export function readMyBusinesses(world: World, caller: Caller, request: GraphRequest): Answer {
  const businesses = userOf(world, caller)
    .business_ids.flatMap((id) => world.businesses.get(id) ?? [])
    .filter((business) => canReach(world, caller, business))
  return pageOfNodes(businesses, request, businessShape({ world, caller, request }))
}
