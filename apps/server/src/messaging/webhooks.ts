import { opensWindow } from "@parley/whatsapp/webhooks"
import { numberWebhooks } from "../connect/index.ts"
import { hearConsent } from "../contacts/index.ts"
import { consentWords, storeInbound } from "../conversations/index.ts"
import { holdByStatuses } from "./faults/late-faults.ts"
import { withOurIds } from "./history/by-wamid.ts"
import { marketingRefusals } from "./marketing-refusals.ts"
import { endAnsweredRetries } from "./outbox/late-retry.ts"
import { attributeReplies } from "./replies.ts"
import { applyStatuses } from "./statuses.ts"

/** What happened to our messages, and the stops that Meta's refusals tell of. */
export const statusWebhooks = numberWebhooks(["status"], async (tx, number, told) => {
  const statuses = await withOurIds(tx, number, told)
  await applyStatuses(tx, statuses, number.now)
  await holdByStatuses(tx, number, statuses)
  await hearConsent(tx, number, await marketingRefusals(tx, number, statuses))
  for (const { status } of statuses) number.metrics.statuses.labels(status).inc()
})

/** What contacts wrote: kept, credited to the message that it answers if it is an answer, and heard where it is STOP or START. */
export const inboundWebhooks = numberWebhooks(["message"], async (tx, number, messages) => {
  const stored = await storeInbound(tx, number, messages)
  const answers = stored.filter(({ event }) => opensWindow(event))
  await attributeReplies(tx, answers)
  await endAnsweredRetries(tx, answers, number.now)
  await hearConsent(tx, number, consentWords(stored))
  number.metrics.inbound.inc(stored.length)
})
