/** Whether the figures of a run add up, among themselves and against the sandbox's own books. Pure. */
import type { Shapes } from "../api/client.ts"
import type { Ledger } from "../sandbox-control.ts"

type Imported = Pick<
  Shapes["Import"],
  "rows_read" | "rows_created" | "rows_updated" | "rows_unchanged" | "rows_refused" | "subscriptions_changed"
>
type Launched = Omit<Shapes["LaunchReport"], "created_at" | "hold">

/** Everything the demo counted. */
export interface Figures {
  first: Imported
  again: Imported
  launch: Launched
  /** Contacts who wrote to the number. */
  conversations: number
  /** The sandbox's books of the number when the launch had settled … */
  ledger: Ledger
  /** … and at the end, after `sentAfterwards` more messages, and those of the launch that waited to go once more. */
  finalLedger: Ledger
  sentAfterwards: number
}

/** An equation that must hold. */
export interface Sum {
  says: string
  left: number
  right: number
  holds: boolean
}

/** What the sandbox has accepted when nothing more is under way: a day later, what waited to go once more has gone. */
export const acceptedAtTheEnd = ({
  launch,
  ledger,
  sentAfterwards,
}: Pick<Figures, "launch" | "ledger" | "sentAfterwards">) =>
  ledger.accepted + sentAfterwards + launch.retrying

export function addUp(figures: Figures): Sum[] {
  const { first, again, launch, conversations, ledger, finalLedger } = figures
  const { suppressed, waiting, refused, accepted, failed, sent, delivered, read, replied } = launch
  const failedLater = failed.total - refused
  const { retried, retrying } = launch
  return [
    sum("import: created + updated + unchanged + refused = rows", outcomes(first), first.rows_read),
    sum("import: the same file again changes nothing", changes(again), 0),
    sum(
      "suppressed + waiting + refused + accepted = audience",
      suppressed.total + waiting + refused + accepted,
      launch.audience,
    ),
    sum("nobody is left waiting", waiting, 0),
    sum("reasons for suppression = suppressed", total(suppressed), suppressed.total),
    sum(
      "sent + failed after acceptance + to go once more = accepted",
      sent + failedLater + retrying,
      accepted,
    ),
    sum("reasons for failure = failed", total(failed), failed.total),
    atMost("delivered is at most sent", delivered, sent),
    atMost("read is at most delivered", read, delivered),
    sum("replied = contacts who wrote", replied, conversations),
    sum("accepted = accepted in the sandbox's ledger", accepted, ledger.accepted),
    sum("sent = sent in the ledger", sent, ledger.by_status.sent),
    sum("delivered = delivered in the ledger", delivered, ledger.by_status.delivered),
    sum("read = read in the ledger", read, ledger.by_status.read),
    sum(
      "failed after acceptance, for good or not = failed in the ledger",
      failedLater + retried,
      ledger.by_status.failed,
    ),
    sum("people in the ledger = accepted: nobody got it twice", ledger.recipients, accepted),
    sum("messages that went out twice", ledger.duplicates.length + finalLedger.duplicate_callback_data, 0),
    sum("accepted in the ledger at the end", finalLedger.accepted, acceptedAtTheEnd(figures)),
  ]
}

const sum = (says: string, left: number, right: number): Sum => ({ says, left, right, holds: left === right })
const atMost = (says: string, left: number, right: number): Sum => ({
  says,
  left,
  right,
  holds: left <= right,
})

const outcomes = (each: Imported) =>
  each.rows_created + each.rows_updated + each.rows_unchanged + each.rows_refused
const changes = (each: Imported) => each.rows_created + each.rows_updated + each.subscriptions_changed
const total = ({ reasons }: Shapes["LaunchReasons"]) => reasons.reduce((sum, { count }) => sum + count, 0)
