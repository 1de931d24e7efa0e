import { IconAlertCircle, IconCheck, IconChecks, IconClock } from "@tabler/icons-react"
import { timeOfDay } from "../../clock-reading.ts"
import look from "./bubble.module.css"
import type { ChatMessage } from "./chat-record.ts"

/** The time, and how far the message has come. */
export function Ticks({ message }: { message: ChatMessage }) {
  const status = message.status ?? "accepted"
  return (
    <>
      <span>{timeOfDay(message.at)}</span>
      <span title={status} role="img" aria-label={status} style={{ display: "inline-flex" }}>
        <Tick status={status} />
      </span>
      {message.error_code === undefined ? null : (
        <span className={look.failed}>not delivered ({message.error_code})</span>
      )}
    </>
  )
}

function Tick({ status }: { status: string }) {
  switch (status) {
    case "accepted":
      return <IconClock size={14} />
    case "sent":
      return <IconCheck size={15} />
    case "delivered":
    case "received":
      return <IconChecks size={15} />
    case "read":
      return <IconChecks size={15} className={look.read} />
    default:
      return <IconAlertCircle size={15} className={look.failed} />
  }
}
