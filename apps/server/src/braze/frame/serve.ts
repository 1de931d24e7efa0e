import type { FastifyError, FastifyReply, FastifyRequest } from "fastify"
import { logRequests } from "../../api-requests/index.ts"
import { ByteBudget } from "../../platform/byte-budget.ts"
import { actingAs } from "../../platform/database/index.ts"
import { type Routes, readWholeBodies } from "../../platform/http/index.ts"
import { answerOnce } from "../../platform/idempotency/index.ts"
import type { Platform } from "../../platform/index.ts"
import { type Caller, checkPermission, permissionsOf, principalOf } from "../../workspaces/index.ts"
import { whyNotStorable } from "../users/track/object-check.ts"
import { keyFrom, keyInFront, recognising } from "./authenticate.ts"
import type { Endpoint } from "./endpoint.ts"
import { answerProblem, Fatal } from "./fatal.ts"
import { type Counted, RateLimits } from "./rate-limits.ts"
import { type Input, readBody, readQuery } from "./read-input.ts"

/** Of most endpoints, after Braze's "Payload size limits". */
const mostBytes = 4 * 1024 * 1024
/** What all requests above a megabyte hold at once, and those of one workspace. */
const atOnceBytes = 64 * 1024 * 1024
const bytesOfOne = 16 * 1024 * 1024
const waitMs = 10_000
const arriveMs = 30_000

declare module "fastify" {
  interface FastifyContextConfig {
    endpoint?: Endpoint
  }
}

/**
 * Mounts endpoints as Braze's clients know them: a key in the header, the address or the body, errors as
 * `{"message": "…"}`, and on each answer how many requests are left.
 */
export const serve =
  (platform: Platform, endpoints: readonly Endpoint[]): Routes =>
  async (app) => {
    const permissions = permissionsOf(platform.rooms)
    const recognise = recognising(platform, permissions)
    const rateLimits = new RateLimits()
    const inputs = new WeakMap<FastifyRequest, Input & { key: string }>()
    const budget = new ByteBudget({ bytes: atOnceBytes, bytesOfOne, waitMs })

    app.setErrorHandler(answerFatal)
    readWholeBodies(app, "application/json", {
      budget,
      limit: mostBytes,
      arriveMs,
      // Those whose key is in the body are not known yet, and have one share together.
      ownerOf: ({ caller }) => (caller as typeof caller | undefined)?.workspaceId ?? "unknown",
    })

    /** @throws Fatal 401, 403, 429 */
    const admit = async (request: FastifyRequest, reply: FastifyReply, key: string) => {
      const { permission, limit } = endpointOf(request)
      const caller = await recognise(request, key)
      try {
        count(caller.workspaceId, limit, reply)
        checkPermission(caller, permission, permissions)
      } catch (error) {
        request.refusedKey = { id: caller.proof.id, workspaceId: caller.workspaceId } // for the log of its requests
        throw error
      }
      request.caller = caller
    }
    const count = (workspaceId: string, limit: Counted, reply: FastifyReply) => {
      const nowMs = performance.timeOrigin + performance.now()
      const standing = rateLimits.count(workspaceId, limit, nowMs)
      reply.headers({
        "x-ratelimit-limit": standing.limit,
        "x-ratelimit-remaining": standing.remaining,
        "x-ratelimit-reset": Math.ceil(standing.resetMs / 1000),
      })
      if (!standing.isOver) return
      const seconds = Math.max(1, Math.ceil((standing.resetMs - nowMs) / 1000))
      reply.headers({ "retry-after": seconds, "x-ratelimit-retry-after": seconds })
      throw new Fatal("You have exceeded your rate limit.", { status: 429 })
    }

    // As an object from here on, without the key, and after the platform has looked for what it cannot keep: each object of a
    // request is judged on its own.
    app.addHook("preValidation", async (request) => {
      const { input, isBroken } = readInput(request)
      const { api_key: key, ...asked } = input
      inputs.set(request, { input: asked, isBroken, key: keyFrom(key) })
      if (request.method === "POST") request.body = asked
    })
    logRequests(app, platform)
    app.addHook("onRequest", async (request, reply) => {
      reply.headers({ "cache-control": "no-store", "x-request-id": request.id })
      const key = keyInFront(request)
      if (key !== undefined || request.method === "GET") await admit(request, reply, key ?? "")
    })
    app.addHook("preValidation", async (request, reply) => {
      const known: { caller?: Caller } = request
      if (!known.caller) await admit(request, reply, inputs.get(request)?.key ?? "")
      const counted = endpointOf(request).alsoCountedIn?.(inputs.get(request)?.input ?? {})
      if (counted) count(request.caller.workspaceId, counted, reply)
    })
    app.addHook("preHandler", (request, _reply, done) => actingAs(request.caller.actor, done))
    answerOnce(app, platform, principalOf)

    for (const endpoint of endpoints) {
      app.route({
        method: endpoint.method,
        url: endpoint.path,
        config: { endpoint },
        exposeHeadRoute: false,
        schema: { hide: true },
        handler: async (request, reply) => {
          const read = inputs.get(request)
          if (!read) throw new Error("The body was not read.")
          const { input, isBroken } = read
          const { caller } = request
          const answer = await endpoint.answer({
            platform,
            caller,
            now: platform.clock.now(),
            input,
            isBroken,
          })
          return reply.status(answer.status ?? (endpoint.method === "POST" ? 201 : 200)).send(answer.body)
        },
      })
    }
  }

function endpointOf({ routeOptions, method, url }: FastifyRequest): Endpoint {
  const { endpoint } = routeOptions.config
  if (!endpoint) throw new Error(`${method} ${url} is no endpoint.`)
  return endpoint
}

/** @throws Fatal 400, 413, 415 */
function readInput(request: FastifyRequest): Input {
  if (request.method === "GET") return readQuery(request.query)
  const { body } = request
  if (!Buffer.isBuffer(body))
    throw new Fatal("Unsupported Media Type: send a body with the content-type application/json.", {
      status: 415,
    })
  const { mostBytes, judgesObjects } = endpointOf(request)
  if (mostBytes && body.length > mostBytes.bytes)
    throw new Fatal(`The body of this request has at most ${mostBytes.bytes.toLocaleString("en")} bytes.`, {
      status: mostBytes.status,
    })
  const read = readBody(body)
  const fault = judgesObjects ? undefined : whyNotStorable(read.input, read)
  if (fault !== undefined) throw new Fatal(`Bad Request: ${fault}.`)
  return read
}

function answerFatal(error: FastifyError | Fatal, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof Fatal) reply.status(error.status).send(error.body)
  else answerProblem(error, request, reply)
}
