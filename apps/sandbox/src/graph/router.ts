/** Finds what a Graph path means: a named edge, or an object by its id and then an edge of its type. */
import type { Running } from "../running.ts"
import type { App, GraphObject, Token } from "../world/objects.ts"
import { businessEdges } from "./accounts/businesses.ts"
import { creditEdges } from "./accounts/credit.ts"
import { wabaEdges } from "./accounts/wabas.ts"
import { flowEdges } from "./flows/flows.ts"
import { appEdges } from "./login/apps.ts"
import { readMe, readMyBusinesses, userEdges } from "./login/me.ts"
import { debugToken, exchangeToken } from "./login/oauth.ts"
import { mediaEdges } from "./media/media.ts"
import { continueUpload, readUpload } from "./media/uploads.ts"
import { numberEdges } from "./numbers/numbers.ts"
import { type Caller, canReach, identify } from "./protocol/access.ts"
import type { Call, Edges } from "./protocol/call.ts"
import { Disturbance } from "./protocol/disturbance.ts"
import { interruptAny, interruptCall, interruptEdge } from "./protocol/failures.ts"
import { missingObject, unknownPath } from "./protocol/refusal.ts"
import { type Answer, type GraphRequest, text } from "./protocol/request.ts"
import { appExhausted } from "./protocol/usage.ts"
import { listLibrary } from "./templates/library.ts"
import { templateEdges } from "./templates/templates.ts"

type Result = Answer | Disturbance

export function answerGraph(running: Running, request: GraphRequest): Result | Promise<Result> {
  const { path, method } = request
  const [first = "", edge = ""] = path
  const disturbance = interruptAny(running.world, method, first)
  if (disturbance !== undefined) return disturbance
  if (first === "") return answerRoot(running, request)
  if (first === "oauth" && edge === "access_token" && path.length === 2)
    return interruptCall(running.world, edge, method) ?? exchangeToken(running, request)
  const caller = identify(running.world, request)
  if (aboutTheCaller.has(first)) countApp(running, request, caller)
  if (first === "debug_token" && method === "GET") return debugToken(running.world, caller, request)
  if (first.startsWith("upload:")) {
    return method === "POST" ? continueUpload(running.world, request) : readUpload(running.world, request)
  }
  if (first === "me") {
    if (edge === "" && method === "GET") return readMe(running.world, caller, request)
    if (edge === "businesses" && method === "GET") return readMyBusinesses(running.world, caller, request)
    throw unknownPath(path)
  }
  if (first === "message_template_library" && method === "GET" && edge === "") return listLibrary(request)
  const object = first === "app" ? caller.app : running.world.resolve(first)
  if (object === undefined) {
    if (!/^\d+$/.test(first)) throw unknownPath(path)
    throw missingObject(method, first)
  }
  if (!canReach(running.world, caller, object)) throw missingObject(method, first)
  return dispatch(running, request, caller, object)
}

/** Calls without an object of their own. */
const aboutTheCaller: ReadonlySet<string> = new Set(["debug_token", "me", "message_template_library"])

/** `GET /?ids=a,b`: several nodes in one answer, by their ids. */
function answerRoot(running: Running, request: GraphRequest): Result {
  const ids = text(request.params, "ids")?.split(",")
  if (ids === undefined || request.method !== "GET") throw unknownPath(request.path)
  const caller = identify(running.world, request)
  const nodes = ids.map((id) => {
    const object = running.world.resolve(id)
    if (object === undefined || !canReach(running.world, caller, object)) throw missingObject("GET", id)
    const answer = dispatch(running, { ...request, path: [id] }, caller, object)
    if (answer instanceof Promise || answer instanceof Disturbance) throw missingObject("GET", id)
    return [id, answer] as const
  })
  return Object.fromEntries(nodes)
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
      return follow(numberEdges, { ...parts, object })
    case "waba":
      return follow(wabaEdges, { ...parts, object })
    case "template":
      return follow(templateEdges, { ...parts, object })
    case "media":
      return follow(mediaEdges, { ...parts, object })
    case "app":
      return follow(appEdges, { ...parts, object })
    case "business":
      return follow(businessEdges, { ...parts, object })
    case "user":
      return follow(userEdges, { ...parts, object })
    case "flow":
      return follow(flowEdges, { ...parts, object })
    case "credit":
      return follow(creditEdges, { ...parts, object })
  }
}

function follow<T extends GraphObject>(edges: Edges<T>, call: Call<T>): Result | Promise<Result> {
  const { path, method } = call.request
  const exact = path.slice(1).join("/")
  const name = path.length === 3 && !isEdge(edges, exact) ? `${path[1]}/*` : exact
  const edge = path.length > 3 ? undefined : edges[`${method} ${name}`]
  if (edge !== undefined) {
    countManagement(call, name)
    return interruptEdge(call, name) ?? edge(call)
  }
  if (isEdge(edges, name) && path.length <= 3) throw missingObject(method, call.object.id)
  throw unknownPath(path)
}

/** Whether there is an edge of this name, with whichever method. */
function isEdge(edges: object, name: string): boolean {
  return ["GET", "POST", "DELETE"].some((method) => Object.hasOwn(edges, `${method} ${name}`))
}

/** Sending has limits of its own; everything else about an account is counted. */
const notManagement: ReadonlySet<string> = new Set(["messages", "marketing_messages", "media"])

function countManagement({ running, request, caller, object }: Call<GraphObject>, edge: string): void {
  if (notManagement.has(edge)) return
  if (object.type === "media") return
  const wabaId = object.type === "waba" ? object.id : "waba_id" in object ? object.waba_id : undefined
  if (wabaId === undefined) {
    countApp(running, request, caller)
    return
  }
  const { world } = running
  const usage = running.usage.take({
    appId: caller.app.id,
    wabaId,
    edge,
    isActive: world.numbersOf(wabaId).some((number) => number.registered),
    nowMs: world.clock.nowMs(),
    isLimited: world.settings.limits.management,
  })
  request.answerHeaders.push("x-business-use-case-usage", usage)
}

function countApp({ world, usage }: Running, request: GraphRequest, { app }: Caller): void {
  const { header, isExhausted } = usage.takeApp({
    appId: app.id,
    users: () => new Set(world.tokens.filter(isOf(app)).map(({ user_id }) => user_id)).size,
    nowMs: world.clock.nowMs(),
  })
  request.answerHeaders.push("x-app-usage", header)
  if (isExhausted && world.settings.limits.app) throw appExhausted()
}

function isOf(app: App): (token: Token) => boolean {
  return ({ app_id, revoked }) => app_id === app.id && !revoked
}
