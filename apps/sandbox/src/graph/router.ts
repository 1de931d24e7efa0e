/** Finds what a Graph path means: a named edge, or an object by its id and then an edge of its type. */
import type { Running } from "../running.ts"
import type { GraphObject } from "../world/objects.ts"
import { type Caller, canReach, identify } from "./access.ts"
import { APP_EDGES } from "./apps.ts"
import { BUSINESS_EDGES } from "./businesses.ts"
import type { Call, Edges } from "./call.ts"
import type { Disturbance } from "./disturbance.ts"
import { readMe, readMyBusinesses, USER_EDGES } from "./me.ts"
import { MEDIA_EDGES } from "./media.ts"
import { NUMBER_EDGES } from "./numbers.ts"
import { debugToken, exchangeToken } from "./oauth.ts"
import { missingObject, unknownPath } from "./refusal.ts"
import type { Answer, GraphRequest } from "./request.ts"
import { TEMPLATE_EDGES } from "./templates.ts"
import { continueUpload, readUpload } from "./uploads.ts"
import { WABA_EDGES } from "./wabas.ts"

type Result = Answer | Disturbance

export function answerGraph(running: Running, request: GraphRequest): Result | Promise<Result> {
  const { path, method } = request
  const [first = "", edge = ""] = path
  if (first === "") throw unknownPath(path)
  if (first === "oauth" && edge === "access_token" && path.length === 2)
    return exchangeToken(running, request)
  const caller = identify(running.world, request)
  if (first === "debug_token" && method === "GET") return debugToken(running.world, caller, request)
  if (first.startsWith("upload:")) {
    return method === "POST" ? continueUpload(running.world, request) : readUpload(running.world, request)
  }
  if (first === "me") {
    if (edge === "" && method === "GET") return readMe(running.world, caller, request)
    if (edge === "businesses" && method === "GET") return readMyBusinesses(running.world, caller, request)
    throw unknownPath(path)
  }
  const object = first === "app" ? caller.app : running.world.resolve(first)
  if (object === undefined) {
    if (!/^\d+$/.test(first)) throw unknownPath(path)
    throw missingObject(method, first)
  }
  if (!canReach(running.world, caller, object)) throw missingObject(method, first)
  return dispatch(running, request, caller, object)
}

function dispatch(
  running: Running,
  request: GraphRequest,
  caller: Caller,
  object: GraphObject,
): Result | Promise<Result> {
  const parts = { running, world: running.world, request, caller }
  switch (object.type) {
    case "number":
      return follow(NUMBER_EDGES, { ...parts, object })
    case "waba":
      return follow(WABA_EDGES, { ...parts, object })
    case "template":
      return follow(TEMPLATE_EDGES, { ...parts, object })
    case "media":
      return follow(MEDIA_EDGES, { ...parts, object })
    case "app":
      return follow(APP_EDGES, { ...parts, object })
    case "business":
      return follow(BUSINESS_EDGES, { ...parts, object })
    case "user":
      return follow(USER_EDGES, { ...parts, object })
  }
}

function follow<T extends GraphObject>(edges: Edges<T>, call: Call<T>): Result | Promise<Result> {
  const { path, method } = call.request
  const name = path[1] ?? ""
  const edge = path.length > 2 ? undefined : edges[`${method} ${name}`]
  if (edge !== undefined) return edge(call)
  const isKnownElsewhere = ["GET", "POST", "DELETE"].some((other) => Object.hasOwn(edges, `${other} ${name}`))
  if (isKnownElsewhere && path.length <= 2) throw missingObject(method, call.object.id)
  throw unknownPath(path)
}
