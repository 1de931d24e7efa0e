import {
  halveWebhook,
  type MessageEvent,
  type NumberChangedEvent,
  parseWebhook,
  readJson,
  type StatusEvent,
  type UserPreferenceEvent,
  type WebhookEvent,
} from "@parley/whatsapp/webhooks"
import { applyAccountEvents } from "../connect/index.ts"
import { applyPreferences, changeIdentities, hearConsent } from "../contacts/index.ts"
import { consentWords, storeInbound } from "../conversations/index.ts"
import { applyStatuses, attributeReplies, marketingRefusals } from "../messaging/index.ts"
import { troubleOf } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { applyTemplateEvents } from "../templates/index.ts"

/** What one number was told in a batch of webhooks. */
interface NumberNews {
  statuses: StatusEvent[]
  messages: MessageEvent[]
  preferences: UserPreferenceEvent[]
  moves: NumberChangedEvent[]
}

/**
 * Applies a batch of logged webhooks: each room gets what concerns it, all of it at once for each number. Every room
 * bears repetition, so a batch that failed half-way is simply applied again.
 */
export async function applyWebhooks(platform: Platform, payloads: readonly string[]): Promise<void> {
  const now = platform.clock.now()
  const events = payloads.flatMap((payload) => parseWebhook(readJson(payload), now))
  await applyNumberNews(platform, sortByNumber(events))
  await applyTemplateEvents(platform, events)
  await applyAccountEvents(platform, events)
}

/** A logged webhook as two of about half its events; undefined when it has one, or cannot be read. */
export function halvePayload(payload: string): [string, string] | undefined {
  const [one, other] = halveWebhook(readJsonIfAny(payload)) ?? []
  return one === undefined ? undefined : [JSON.stringify(one), JSON.stringify(other)]
}

function readJsonIfAny(payload: string): unknown {
  try {
    return readJson(payload)
  } catch {
    return undefined
  }
}

const noNews = (): NumberNews => ({ statuses: [], messages: [], preferences: [], moves: [] })

function sortByNumber(events: readonly WebhookEvent[]): Map<string, NumberNews> {
  const news = new Map<string, NumberNews>()
  for (const event of events) {
    if (!("phoneNumberId" in event) || event.phoneNumberId === undefined) continue
    const ofNumber = news.get(event.phoneNumberId) ?? noNews()
    if (event.kind === "status") ofNumber.statuses.push(event)
    else if (event.kind === "message") ofNumber.messages.push(event)
    else if (event.kind === "user_preference") ofNumber.preferences.push(event)
    else if (event.kind === "number_changed") ofNumber.moves.push(event)
    else continue
    news.set(event.phoneNumberId, ofNumber)
  }
  return news
}

/** Numbers that no workspace has are passed over: Meta goes on telling about accounts that were disconnected. */
async function applyNumberNews(
  { db, clock, metrics, rooms }: Platform,
  news: ReadonlyMap<string, NumberNews>,
): Promise<void> {
  if (news.size === 0) return
  const numbers = await db.system((tx) =>
    tx
      .selectFrom("numbers")
      .select(["id", "workspace_id", "phone_number_id"])
      .where("phone_number_id", "in", [...news.keys()])
      .where("disconnected_at", "is", null)
      .execute(),
  )
  const now = clock.now()
  // All are waited for: one that goes on would meet its own repetition.
  const ended = await Promise.allSettled(
    numbers.map(({ id, workspace_id, phone_number_id }) =>
      db.hotWorkspace(workspace_id, async (tx) => {
        const { statuses, messages, preferences, moves } = news.get(phone_number_id) ?? noNews()
        const number = { workspaceId: workspace_id, numberId: id, now, rooms }
        await applyStatuses(tx, statuses, now)
        const stored = await storeInbound(tx, number, messages)
        await attributeReplies(tx, stored)
        const refusals = await marketingRefusals(tx, number, statuses)
        await hearConsent(tx, number, [...consentWords(stored), ...refusals])
        await applyPreferences(tx, number, preferences)
        // Last: who wrote from the old number is known by it, who wrote from the new one joins them.
        await changeIdentities(tx, number, moves)
        for (const status of statuses) metrics.statuses.labels(status.status).inc()
        metrics.inbound.inc(stored.length)
      }),
    ),
  )
  const failures = ended.flatMap((each) => (each.status === "rejected" ? [each.reason] : []))
  if (failures.length > 0) throw failures.find((error) => troubleOf(error) !== "data") ?? failures[0]
}
