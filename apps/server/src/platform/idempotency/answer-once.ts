import { randomUUID, subtle } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import { z } from "zod"
import type { Clock } from "../clock.ts"
import { type Database, type Tx, watchedBy } from "../database/index.ts"
import { Problem } from "../errors.ts"
import type { Platform } from "../index.ts"
import { Attempt } from "./attempt.ts"
import { claimKey, type KeyedRequest, leaseKind, type Standing } from "./keys.ts"

declare module "fastify" {
  interface FastifyContextConfig {
    /** false: a POST that only reads, which takes no Idempotency-Key. */
    idempotencyKey?: false
  }
}

const keyHeader = "idempotency-key"

/** Loose: the other headers stay. */
const headers = z.looseObject({
  [keyHeader]: z
    .string()
    .regex(/^[\x20-\x7e]{1,255}$/, "1 to 255 printable ASCII characters")
    .optional()
    .describe(
      "Makes it safe to repeat the request: under the same key it is carried out once, and its answer given again for 24 " +
        "hours, with the header `Idempotency-Replayed: true`. Use a new one, such as a UUID, for every new request",
    ),
})

/** How long a request waits for another under the same key: a double click gets one answer, twice. */
const longestWaitMs = 10_000
const pollMs = 100

/** Who asks; undefined where nobody in particular does. */
export type Principal = Pick<KeyedRequest, "workspaceId" | "actor"> | undefined

type Needs = Pick<Platform, "db" | "clock" | "secrets" | "leases" | "logger">

/**
 * Gives every POST route that `api` registers from now on an `Idempotency-Key`, after "The Idempotency-Key HTTP Header
 * Field" (draft-ietf-httpapi-idempotency-key-header) and Stripe's, unless its config says `idempotencyKey: false`.
 * A request under a key that is known is not carried out: its answer is given again, or it is refused with
 * `idempotency_key_reused`, `idempotency_in_progress` or `idempotency_outcome_unknown`.
 * @param principalOf whose keys a request uses; known by the time its body has been read
 */
export function answerOnce(
  api: Pick<FastifyInstance, "addHook">,
  platform: Needs,
  principalOf: (request: FastifyRequest) => Principal,
  { patienceMs = longestWaitMs } = {},
): void {
  const attempts = new WeakMap<FastifyRequest, Attempt>()

  api.addHook("onRoute", (route) => {
    if (route.method === "POST" && route.config?.idempotencyKey !== false)
      route.schema = { ...route.schema, headers }
  })

  /** @returns the attempt to make; undefined when the request was answered */
  const begin = async (asked: KeyedRequest, reply: FastifyReply): Promise<Attempt | undefined> => {
    const { db, clock, secrets, leases } = platform
    const id = randomUUID()
    const lease = await leases.tryAcquire(leaseKind, id)
    if (!lease) throw new Error("The lease of a random id is taken.")
    const release = () => lease.release().catch(() => undefined) // it went with its connection
    const standing = await untilSettled(db, asked, { attempt: id, clock, patienceMs }).catch(
      async (error) => {
        await release()
        throw error
      },
    )
    if (standing.kind === "claimed") {
      return new Attempt({ id, db, workspaceId: asked.workspaceId, secrets, lease })
    }
    await release()
    if (standing.kind !== "answered") throw refusalOf(standing, reply)
    const body = openAnswer(platform, standing)
    reply.status(standing.status).header("idempotency-replayed", "true")
    reply.header("content-type", "application/json; charset=utf-8").send(body)
    return undefined
  }

  // With a callback, as all that comes after the hook has to run inside the watch.
  api.addHook("preHandler", (request, reply, done) => {
    const key = request.headers[keyHeader]
    const principal = principalOf(request)
    const { method, config } = request.routeOptions
    if (method !== "POST" || config.idempotencyKey === false || typeof key !== "string" || !principal) {
      done()
      return
    }
    digestOf(request)
      .then((digest) => begin({ ...principal, key, request: digest }, reply))
      .then((attempt) => {
        if (!attempt) return
        attempts.set(request, attempt)
        watchedBy(attempt, done)
      }, done)
  })

  api.addHook("onSend", async (request, reply, payload) => {
    const attempt = attempts.get(request)
    if (!attempt) return
    attempts.delete(request)
    const body = typeof payload === "string" ? payload : ""
    // The request is over either way. Where its end cannot be kept, a repetition is told that its outcome is unknown.
    await attempt.end({ status: reply.statusCode, body }).catch((error) => {
      platform.logger.warn({ err: error, reqId: request.id }, "an answer could not be kept under its key")
    })
  })
}

/** Claims the key or waits, as long as another attempt is at it and patience lasts, for what happens to that. */
async function untilSettled(
  db: Database,
  asked: KeyedRequest,
  { attempt, clock, patienceMs }: { attempt: string; clock: Clock; patienceMs: number },
): Promise<Standing> {
  const { workspaceId } = asked
  const claiming = (tx: Tx) => claimKey(tx, asked, { attempt, now: clock.now() })
  const claim = () => (workspaceId === undefined ? db.system(claiming) : db.workspace(workspaceId, claiming))
  const giveUpMs = performance.now() + patienceMs
  let standing = await claim()
  while (standing.kind === "under_way" && performance.now() < giveUpMs) {
    await sleep(pollMs)
    standing = await claim()
  }
  return standing
}

function refusalOf(
  standing: Exclude<Standing, { kind: "claimed" | "answered" }>,
  reply: FastifyReply,
): Problem {
  const field = "Idempotency-Key"
  switch (standing.kind) {
    case "other_request":
      return new Problem(
        "idempotency_key_reused",
        "This Idempotency-Key was used for another request within the last 24 hours.",
        { field },
      )
    case "under_way":
      reply.header("retry-after", "1")
      return new Problem("idempotency_in_progress", "A request under this Idempotency-Key is under way.", {
        field,
      })
    case "outcome_unknown":
      return outcomeUnknown()
  }
}

const outcomeUnknown = () =>
  new Problem(
    "idempotency_outcome_unknown",
    "The request under this Idempotency-Key was carried out, or a part of it, but its answer is not known any more.",
    { field: "Idempotency-Key" },
  )

function openAnswer(
  { secrets }: Pick<Platform, "secrets">,
  { sealed, attempt }: Extract<Standing, { kind: "answered" }>,
): string {
  try {
    return secrets.open(sealed, attempt)
  } catch {
    throw outcomeUnknown() // sealed with a key that was changed since
  }
}

/** SHA-256 of the method, the whole address and the body as it was understood; off this thread, as files are large. */
async function digestOf({ method, url, body, headers }: FastifyRequest): Promise<Buffer> {
  const isFile = Buffer.isBuffer(body)
  const about = JSON.stringify([method, url, isFile ? headers["content-type"] : body])
  const parts = [Buffer.from(about)]
  // By its own digest: beside the file there is no room for another copy of it.
  if (isFile) parts.push(Buffer.from(await subtle.digest("SHA-256", body)))
  return Buffer.from(await subtle.digest("SHA-256", Buffer.concat(parts)))
}
