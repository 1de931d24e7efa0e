import type { FastifyInstance, FastifyRequest } from "fastify"
import { v7 } from "uuid"
import type { Platform } from "../platform/index.ts"
import { beginningOfJson, mostKept, pathToKeep, withoutSecrets } from "./excerpt.ts"
import { RequestLog } from "./request-log.ts"

interface Seen {
  at: Date
  /** As it came, before it was checked. */
  body?: unknown
  answer?: string
}

const errorCode = /^\{"error":\{"code":"(\w+)"/

/**
 * Keeps what is asked with API keys for some days. What it costs a request is to remember its body and the beginning of its
 * answer; all else is done once that was sent. To be called before answers are compressed.
 */
export function logRequests(api: Pick<FastifyInstance, "addHook">, platform: Platform): void {
  const { clock } = platform
  const log = new RequestLog(platform)
  const seen = new WeakMap<FastifyRequest, Seen>()

  api.addHook("onRequest", async (request) => {
    seen.set(request, { at: clock.now() })
  })
  api.addHook("preValidation", async (request) => {
    const known = seen.get(request)
    if (known && request.headers["content-type"]?.includes("json")) known.body = request.body
  })
  api.addHook("onSend", async (request, reply, payload) => {
    const known = seen.get(request)
    const isJson = String(reply.getHeader("content-type")).includes("json")
    if (known && isJson && typeof payload === "string") known.answer = payload.slice(0, mostKept)
    return payload
  })
  api.addHook("onResponse", async (request, reply) => {
    const known = seen.get(request)
    const key = keyOf(request)
    if (known === undefined || key === undefined) return
    const { at, body, answer } = known
    log.add({
      id: v7({ msecs: at.getTime() }),
      workspaceId: key.workspaceId,
      apiKeyId: key.id,
      at,
      method: request.method,
      path: pathToKeep(request.url),
      route: request.routeOptions.url ?? "",
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
      errorCode: reply.statusCode >= 400 ? errorCode.exec(answer ?? "")?.[1] : undefined,
      body: body === undefined || body === null ? undefined : withoutSecrets(beginningOfJson(body)),
      answer: answer === undefined ? undefined : withoutSecrets(answer),
      named: [...valuesOf(request.params), ...valuesOf(request.query)],
    })
  })
  api.addHook("onClose", () => log.close())
}

/** The key that a request came with, also one that may not do what was asked or is no longer good. */
function keyOf({ caller, refusedKey }: FastifyRequest): { id: string; workspaceId: string } | undefined {
  if (refusedKey) return refusedKey
  // Typed as always there; a request that was refused has none.
  const known: typeof caller | undefined = caller
  return known?.proof.kind === "api_key" ? { id: known.proof.id, workspaceId: known.workspaceId } : undefined
}

/** As many as one request of Braze's may name. */
const mostNamed = 200
const valuesOf = (values: unknown): string[] =>
  typeof values === "object" && values !== null
    ? Object.values(values)
        .flat()
        .filter((value) => typeof value === "string")
        .slice(0, mostNamed)
    : []
