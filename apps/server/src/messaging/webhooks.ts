import { opensWindow, type StatusEvent } from "@parley/whatsapp/webhooks"
import { numberWebhooks } from "../connect/index.ts"
import { hearConsent } from "../contacts/index.ts"
import { consentWords, settleStopRequests, storeInbound } from "../conversations/index.ts"
import { ownWordsOf } from "../subscriptions/index.ts"
import { holdByErrors, holdByStatuses } from "./faults/late-faults.ts"
import { withOurIds } from "./history/by-wamid.ts"
import { learnRecipients } from "./history/learn-recipients.ts"
import { keepWebhooks } from "./log/keep-log.ts"
import { marketingRefusals } from "./marketing-refusals.ts"
import { endAnsweredRetries } from "./outbox/late-retry.ts"
import { attributeReplies } from "./replies.ts"
import { answerConsent } from "./sources/consent-replies.ts"
import { applyStatuses } from "./statuses.ts"

/** What happened to our messages, also where the number they went by is gone. */
export const statusWebhooks = numberWebhooks(
  ["status"],
  async (tx, number, told) => {
    const statuses = await withOurIds(tx, number, told)
    await applyStatuses(tx, statuses, number.now, number.rooms)
    if (number.isLogged) await keepWebhooks(tx, number.workspaceId, statuses, number.now)
    await learnRecipients(tx, number, statuses)
    for (const { status } of told) number.metrics.statuses.labels(status).inc()
  },
  { alsoLate: true },
)

/** What that shows of the number and of people: what is refused for all, and the stops that Meta's refusals tell of. */
export const refusalWebhooks = numberWebhooks(["status"], async (tx, number, told) => {
  const [failed, others] = [told.filter(hasErrors), told.filter((status) => !hasErrors(status))]
  // Of the others nobody asks which message they are of.
  const statuses = [...others, ...(await withOurIds(tx, number, failed))]
  await holdByStatuses(tx, number, statuses)
  await hearConsent(tx, number, await marketingRefusals(tx, number, statuses))
})

const hasErrors = ({ errors }: StatusEvent) => errors.length > 0

/** What Meta says to be wrong with a number or its account, of no message. */
export const errorWebhooks = numberWebhooks(["error"], (tx, number, events) =>
  holdByErrors(
    tx,
    number,
    events.flatMap(({ errors }) => errors.map(({ code }) => code)),
  ),
)

/** What contacts wrote: kept, heard where it is STOP or START, and credited to the message that it answers if it is an answer. */
export const inboundWebhooks = numberWebhooks(["message"], async (tx, number, messages) => {
  const own = await ownWordsOf(tx, number.numberId)
  const stored = await storeInbound(tx, number, messages, own)
  const words = consentWords(stored, own)
  const heard = await hearConsent(tx, number, words)
  const answers = stored.filter(({ event }) => opensWindow(event))
  await attributeReplies(tx, answers)
  await endAnsweredRetries(tx, answers, number.now)
  const stopped = words.flatMap(({ word, contactId }) => (word === "stop" ? [contactId] : []))
  await settleStopRequests(tx, number, stopped)
  if (heard) await answerConsent(tx, number, heard)
  number.metrics.inbound.inc(stored.length)
})
