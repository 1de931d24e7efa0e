import { halveWebhook, parseWebhook, readJson, unknownIn, type WebhookEvent } from "@parley/whatsapp/webhooks"
import { sql, troubleOf } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import type { Consumer } from "../../platform/log/index.ts"
import type { InstallationWebhooks, NumberWebhooks } from "./consumer.ts"

/** The consumer of the webhooks' topic: hands the rooms what they take. */
export const webhookConsumer = (platform: Platform): Consumer => ({
  apply: (payloads) => applyWebhooks(platform, payloads),
  halve: halvePayload,
})

/**
 * Applies a batch of logged webhooks: each room gets what concerns it, all of it at once for each number. Every room
 * can be repeated, so a batch that failed half-way is simply applied again.
 */
export async function applyWebhooks(platform: Platform, payloads: readonly string[]): Promise<void> {
  const now = platform.clock.now()
  const events = payloads.flatMap((payload) => parseWebhook(readJson(payload), now))
  tellUnknown(platform, events)
  tellErrors(platform, events)
  await applyNumberNews(platform, events)
  for (const { takes, apply } of installationWebhooksOf(platform.rooms)) {
    const taken = events.filter(takes)
    if (taken.length > 0) await apply(platform, taken)
  }
}

/** Nobody takes what is not understood: an operator may want to know of it. */
function tellUnknown(
  { logger, metrics }: Pick<Platform, "logger" | "metrics">,
  events: readonly WebhookEvent[],
): void {
  const unknown = unknownIn(events)
  if (unknown.size === 0) return
  for (const [what, count] of unknown) metrics.unknown.labels(what).inc(count)
  logger.warn(
    { fields: Object.fromEntries(unknown) },
    "webhooks of Meta's that this version does not understand were passed over",
  )
}

/** What is wrong with a number or its account, and not with a message of it. */
function tellErrors({ logger }: Pick<Platform, "logger">, events: readonly WebhookEvent[]): void {
  for (const event of events)
    if (event.kind === "error")
      logger.warn(
        { phoneNumberId: event.phoneNumberId, errors: event.errors },
        "Meta reports an error of no message",
      )
}

/**
 * What rooms do with webhooks about a number, in one transaction: in the order of the rooms and of the list of each, and
 * what has to be last after that.
 */
export function numberWebhooksOf(rooms: readonly Room[]): NumberWebhooks[] {
  const all = rooms.flatMap(({ webhooks = [] }) => webhooks.filter((one) => one.about === "number"))
  return [...all.filter(({ isLast }) => !isLast), ...all.filter(({ isLast }) => isLast)]
}

/** What rooms do with webhooks about anything else. In no order that matters: each keeps to columns of its own. */
const installationWebhooksOf = (rooms: readonly Room[]): InstallationWebhooks[] =>
  rooms.flatMap(({ webhooks = [] }) => webhooks.filter((one) => one.about === "installation"))

/** A logged webhook as two of about half its events; undefined when it has one, or cannot be read or written. */
function halvePayload(payload: string): [string, string] | undefined {
  try {
    const [one, other] = halveWebhook(readJson(payload)) ?? []
    return one === undefined ? undefined : [JSON.stringify(one), JSON.stringify(other)]
  } catch {
    return undefined // no JSON, or nested too deeply
  }
}

/** By Meta's id of a number, the events about it that someone takes. */
function sortByNumber(
  events: readonly WebhookEvent[],
  consumers: readonly NumberWebhooks[],
): Map<string, WebhookEvent[]> {
  const news = new Map<string, WebhookEvent[]>()
  for (const event of events) {
    if (!("phoneNumberId" in event) || event.phoneNumberId === undefined) continue
    if (!consumers.some((consumer) => consumer.takes(event))) continue
    const known = news.get(event.phoneNumberId)
    if (known) known.push(event)
    else news.set(event.phoneNumberId, [event])
  }
  return news
}

/**
 * Numbers that no workspace has are passed over. Of accounts that were disconnected, and of numbers before they were moved,
 * Meta continues telling: that concerns what was sent before.
 */
async function applyNumberNews(
  { db, clock, metrics, rooms, config }: Platform,
  events: readonly WebhookEvent[],
): Promise<void> {
  const consumers = numberWebhooksOf(rooms)
  const news = sortByNumber(events, consumers)
  if (news.size === 0) return
  const numbers = await db.system((tx) =>
    tx
      .selectFrom("numbers")
      .select(["id", "workspace_id", "phone_number_id", "former_phone_number_ids", "disconnected_at"])
      .where(({ or, eb }) =>
        or([
          eb("phone_number_id", "in", [...news.keys()]),
          sql<boolean>`former_phone_number_ids && ${[...news.keys()]}::text[]`,
        ]),
      )
      .execute(),
  )
  const now = clock.now()
  // All are waited for: one that continues would meet its own repetition.
  const ended = await Promise.allSettled(
    numbers.map(({ id, workspace_id, phone_number_id, former_phone_number_ids, disconnected_at }) =>
      db.hotWorkspace(workspace_id, async (tx) => {
        const told = news.get(phone_number_id) ?? []
        const former = former_phone_number_ids.flatMap((formerId) => news.get(formerId) ?? [])
        const timely = disconnected_at === null ? told : []
        const number = {
          workspaceId: workspace_id,
          numberId: id,
          now,
          metrics,
          rooms,
          isLogged: config.messageLogDays > 0,
        }
        for (const { takes, apply, alsoLate } of consumers) {
          const taken = (alsoLate ? [...former, ...told] : timely).filter(takes)
          if (taken.length > 0) await apply(tx, number, taken)
        }
      }),
    ),
  )
  const failures = ended.flatMap((each) => (each.status === "rejected" ? [each.reason] : []))
  if (failures.length > 0) throw failures.find((error) => troubleOf(error) !== "data") ?? failures[0]
}
