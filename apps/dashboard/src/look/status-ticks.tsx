import { Tooltip } from "@mantine/core"
import { type Icon, IconAlertCircle, IconCheck, IconChecks, IconClock } from "@tabler/icons-react"
import type { Shapes } from "../api/client.ts"
import classes from "./status-ticks.module.css"

type Status = Shapes["Message"]["status"]

/** Why a message did not arrive, or why it waits, as the API says it: `reason` of a message. */
export type StatusReason = Pick<NonNullable<Shapes["Message"]["reason"]>, "title" | "advice"> & {
  /** What Meta adds to it. */
  detail?: string | null
}

type Mark = "waiting" | "sent" | "arrived" | "read" | "failed"

const icons: Record<Mark, Icon> = {
  waiting: IconClock,
  sent: IconCheck,
  arrived: IconChecks,
  read: IconChecks,
  failed: IconAlertCircle,
}

const looks: Record<Status, readonly [mark: Mark, words: string]> = {
  queued: ["waiting", "Queued"],
  in_doubt: ["waiting", "Not confirmed"],
  accepted: ["sent", "Sent"],
  sent: ["sent", "Sent"],
  delivered: ["arrived", "Delivered"],
  read: ["read", "Read"],
  played: ["read", "Played"],
  failed: ["failed", "Failed"],
  dropped: ["failed", "Not sent"],
}

/**
 * How far a message got, as the ticks that everybody knows from WhatsApp: a clock, one tick, two, two in blue, or what went
 * wrong. Screen readers hear it in words, everyone sees them on hover.
 * @param props.reason why it failed or waits. It is part of the words, and is a line of its own below them with `inFull`
 * @param props.inFull the words stand beside the ticks
 */
export function StatusTicks({
  status,
  reason = null,
  inFull = false,
}: {
  status: Status
  reason?: StatusReason | null | undefined
  inFull?: boolean
}) {
  const [mark, words] = looks[status]
  const MarkIcon = icons[mark]
  const told = reason === null ? [] : [reason.title, reason.detail, reason.advice].filter(isSaid)
  if (!inFull) {
    const sentence = told.length === 0 ? words : `${words}. ${told.join(" ")}`
    return (
      <Tooltip label={sentence} multiline maw={320}>
        <span className={classes.ticks} data-mark={mark} role="img" aria-label={sentence}>
          <MarkIcon size={16} stroke={2} aria-hidden />
        </span>
      </Tooltip>
    )
  }
  return (
    <span className={classes.full}>
      <span className={classes.ticks} data-mark={mark}>
        <MarkIcon size={16} stroke={2} aria-hidden />
        {words}
      </span>
      {told.length === 0 ? null : (
        <span className={classes.reason} dir="auto">
          {told.join(" ")}
        </span>
      )}
    </span>
  )
}

const isSaid = (part: string | null | undefined): part is string => typeof part === "string" && part !== ""
