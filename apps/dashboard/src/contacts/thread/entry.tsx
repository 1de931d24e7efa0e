import { Badge } from "@mantine/core"
import { memo } from "react"
import { StatusTicks } from "../../look/status-ticks.tsx"
import { TimeOfDay } from "../../look/time/instant.tsx"
import { gistOf, readSaid } from "./content.ts"
import { SaidContent } from "./said-content.tsx"
import { Origin, SentContent } from "./sent-content.tsx"
import classes from "./thread.module.css"
import type { Entry } from "./thread.ts"

/**
 * One entry of a thread: who wrote it is told by its side, and to screen readers in words. Rendered again only when it has
 * changed: there may be thousands.
 */
export const ThreadEntry = memo(OneEntry)

function OneEntry({
  entry,
  quoted,
  reactions,
  writer,
}: {
  entry: Entry
  /** The message that it answers, where that is shown. */
  quoted: Entry | undefined
  reactions: readonly string[]
  /** Whose name a screen reader says. */
  writer: string
}) {
  const said = entry.origin === "parley" ? undefined : readSaid(entry)
  if (said?.kind === "note" || said?.kind === "reaction") {
    return (
      <li className={classes.note}>
        <bdi>{writer}</bdi>: {said.kind === "note" ? said.text : reactionInWords(said.emoji)}{" "}
        <TimeOfDay at={entry.at} />
      </li>
    )
  }
  const { status, reason } = entry
  return (
    <li className={classes.entry} data-direction={entry.direction}>
      <article className={classes.bubble} aria-label={writer}>
        <Circumstances entry={entry} />
        <Understood word={entry.consent_word} />
        {entry.quoted_wamid === null || quoted === undefined ? null : (
          <div className={classes.quote} dir="auto">
            {gistOf(quoted).slice(0, 200)}
          </div>
        )}
        {said === undefined ? (
          <SentContent shown={entry.shown} />
        ) : (
          <SaidContent said={said} media={entry.media} />
        )}
        <footer className={classes.foot}>
          {entry.origin === "phone_app" ? <span>WhatsApp Business app</span> : null}
          {entry.shown === null ? null : <Origin shown={entry.shown} />}
          <TimeOfDay at={entry.at} />
          {status === null || reason !== null ? null : <StatusTicks status={status} />}
        </footer>
      </article>
      {reactions.length === 0 ? null : (
        <span className={classes.reactions} role="img" aria-label={`Reaction ${reactions.join(" ")}`}>
          {reactions.join(" ")}
        </span>
      )}
      {status === null || reason === null ? null : (
        <div className={classes.reason}>
          <StatusTicks status={status} reason={reason} inFull />
        </div>
      )}
    </li>
  )
}

/** What a message was taken for before a person saw it. */
function Understood({ word }: { word: Entry["consent_word"] }) {
  if (word === null || word === "help") return null
  const { label, color } = understood[word]
  return (
    <Badge color={color} size="sm" mb={4}>
      {label}
    </Badge>
  )
}

const understood = {
  stop: { label: "Opted out", color: "gray" },
  start: { label: "Opted in", color: "teal" },
  maybe_stop: { label: "Possible opt-out", color: "yellow" },
} as const

const reactionInWords = (emoji: string | undefined) =>
  emoji === undefined ? "took a reaction back." : `reacted with ${emoji}.`

/** What came along with what was written. */
function Circumstances({ entry: { forwarded, group_id, referral, referred_product } }: { entry: Entry }) {
  const words = [
    ...(forwarded === null ? [] : [forwarded === "forwarded" ? "Forwarded" : "Forwarded many times"]),
    ...(group_id === null ? [] : ["Written in a group"]),
    ...(referral === null
      ? []
      : [
          `Came from ${referral.source_type === "ad" ? "an ad" : "a post"}: ${referral.headline ?? referral.body ?? "without a title"}`,
        ]),
    ...(referred_product === null ? [] : [`About the product ${referred_product.product_retailer_id}`]),
  ]
  return words.map((line) => (
    <div key={line} className={classes.small} dir="auto">
      {line}
    </div>
  ))
}
