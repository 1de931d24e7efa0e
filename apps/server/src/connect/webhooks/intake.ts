import { answerHandshake, signatureCheck } from "@parley/whatsapp/graph"
import { ByteBudget } from "../../platform/byte-budget.ts"
import { Problem } from "../../platform/errors.ts"
import { type Routes, readWholeBodies } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import type { Topic } from "../../platform/log/index.ts"
import { webhookVerifyToken } from "./verify-token.ts"

/** The durable log's topic: one entry is the body of one webhook request as Meta sent it. */
export const webhookTopic: Topic = { name: "webhooks", partitions: 8 }

/** Meta sends at most 3 MB. */
const mostBytes = 4 * 1024 * 1024
/**
 * Of large bodies. They come from anyone until the signature is checked, so they have a room of their own, and Meta
 * repeats what found none.
 */
const atOnceBytes = 64 * 1024 * 1024
const waitMs = 5_000
/** Meta sends a webhook in one go; anyone else who holds room is to give it back soon. */
const arriveMs = 10_000

/**
 * Where Meta delivers webhooks: `GET /webhooks/whatsapp` is its handshake, `POST` an event.
 * A request is answered 200 once it is durable and applied later, so nothing is looked up here: an event of an unknown
 * number is ignored when it is applied. Any other answer makes Meta repeat the request, for up to seven days.
 */
export const webhookIntake =
  (platform: Platform): Routes =>
  async (app) => {
    const { log, metrics, config } = platform
    const fits = signatureCheck(config.meta.appSecrets)
    const verifyToken = await webhookVerifyToken(platform)

    // The signature is over the bytes as they came, whatever their content-type says.
    app.removeAllContentTypeParsers()
    const budget = new ByteBudget({
      bytes: atOnceBytes,
      waitMs,
      onChange: (held) => metrics.bytesHeld.labels("webhooks").set(held),
    })
    readWholeBodies(app, "*", { budget, limit: mostBytes, arriveMs })

    app.get(
      "/webhooks/whatsapp",
      { schema: { hide: true }, exposeHeadRoute: false },
      async (request, reply) => {
        const answer = answerHandshake(queryOf(request.query), verifyToken)
        if (!answer.ok)
          return reply.code(403).type("text/plain").send("The verify token is not the one configured.\n")
        return reply.type("text/plain").send(answer.challenge)
      },
    )

    app.post("/webhooks/whatsapp", { schema: { hide: true } }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const signature = request.headers["x-hub-signature-256"]
      if (!fits(body, typeof signature === "string" ? signature : undefined)) {
        metrics.webhooks.labels("bad_signature").inc()
        throw new Problem(
          "unauthorized",
          "The signature does not fit the body under any configured app secret.",
          {
            help: "Set META_APP_SECRET to the app's secret; while it is being rotated, to both, separated by a comma.",
          },
        )
      }
      const text = body.toString("utf8")
      const key = orderingKey(text)
      if (key === undefined) {
        metrics.webhooks.labels("not_json").inc()
        throw new Problem("invalid_json", "The body is not JSON.")
      }
      try {
        await log.append(webhookTopic, key, text)
      } catch (error) {
        metrics.webhooks.labels("unavailable").inc()
        request.log.warn(
          { err: error, reqId: request.id },
          "a webhook could not be kept; Meta will repeat it",
        )
        throw new Problem("unavailable", "The webhook cannot be kept at the moment.")
      }
      metrics.webhooks.labels("accepted").inc()
      return reply.send()
    })
  }

function queryOf(query: unknown): Record<string, unknown> {
  return typeof query === "object" && query !== null ? { ...query } : {}
}

/** In a text inside JSON every quotation mark is escaped, so that nobody's words look like this. */
const ofNumber = /"phone_number_id":"(\d+)"/

/**
 * What must stay in order: the events of one number, else of one business account. Read from the first entry, as
 * Meta makes one request of one number's events. Undefined when the text is not JSON; of what names a number that shows when it
 * is applied, as to parse it here as well would cost half as much as everything else.
 */
function orderingKey(text: string): string | undefined {
  const phoneNumberId = ofNumber.exec(text)?.[1]
  return phoneNumberId ?? parsedKey(text)
}

function parsedKey(text: string): string | undefined {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return undefined
  }
  const entry = first(member(body, "entry"))
  const phoneNumberId = member(
    member(member(first(member(entry, "changes")), "value"), "metadata"),
    "phone_number_id",
  )
  const key = phoneNumberId ?? member(entry, "id")
  return typeof key === "string" ? key : ""
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined
}
