import { Button, Text } from "@mantine/core"
import { useMemo } from "react"
import { useServerNow } from "../../api/server-time.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { calendarDay, dayIn } from "../../look/time/instants.ts"
import { useNotation } from "../../look/time/notation.ts"
import { ThreadEntry } from "./entry.tsx"
import classes from "./thread.module.css"
import { daysOf, type Entry, reactionOf, reactionsIn } from "./thread.ts"
import type { ThreadInHand } from "./use-thread.ts"

const none: readonly string[] = []

/** The messages of a thread, the newest at the bottom, with the older ones on demand. */
export function Messages({
  inHand: { thread, showOlder },
  contactName,
}: {
  inHand: ThreadInHand & { thread: NonNullable<ThreadInHand["thread"]> }
  contactName: string
}) {
  const { locale, zone } = useNotation()
  const dayWords = useDayWords(locale, zone)
  const { entries, hasOlder } = thread
  const oldest = entries.at(-1)
  const days = useMemo(() => daysOf(entries.filter(isShown(entries)), zone), [entries, zone])
  const byWamid = useMemo(
    () =>
      new Map(
        entries.flatMap((entry): [string, Entry][] => (entry.wamid === null ? [] : [[entry.wamid, entry]])),
      ),
    [entries],
  )
  const reactions = useMemo(() => reactionsIn(entries), [entries])
  const writerOf = ({ origin }: Entry) => (origin === "contact" ? contactName : "You")
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className={classes.messages} role="log" aria-label="Messages" tabIndex={0}>
      <div className={classes.inside}>
        <ProblemAlert failure={showOlder.failure} />
        {hasOlder && oldest ? (
          <Button
            variant="subtle"
            size="compact-sm"
            style={{ alignSelf: "center" }}
            loading={showOlder.isBusy}
            onClick={() => void showOlder.run(oldest)}
          >
            Show older messages
          </Button>
        ) : null}
        {entries.length === 0 ? (
          <Text size="sm" c="dimmed" ta="center" my="auto">
            No messages yet.
          </Text>
        ) : null}
        {days.map(({ day, entries: within }) => (
          <ol key={day} aria-label={dayWords(day)}>
            <li className={classes.day} aria-hidden>
              {dayWords(day)}
            </li>
            {within.map((entry) => (
              <ThreadEntry
                key={entry.id}
                entry={entry}
                quoted={entry.quoted_wamid === null ? undefined : byWamid.get(entry.quoted_wamid)}
                reactions={(entry.wamid === null ? undefined : reactions.get(entry.wamid)) ?? none}
                writer={writerOf(entry)}
              />
            ))}
          </ol>
        ))}
      </div>
    </div>
  )
}

/** A reaction is shown on its message; by itself only where that is not there. */
function isShown(entries: readonly Entry[]): (entry: Entry) => boolean {
  const known = new Set(entries.map(({ wamid }) => wamid))
  return (entry) => {
    const reaction = reactionOf(entry)
    return reaction === undefined || !known.has(reaction.on)
  }
}

const dayMs = 24 * 60 * 60_000

function useDayWords(locale: string, zone: string): (day: string) => string {
  const now = useServerNow()
  const dayOf = dayIn(zone)
  const [today, yesterday] = [dayOf(now), dayOf(new Date(now.getTime() - dayMs))]
  return (day) => {
    if (day === today) return "Today"
    return day === yesterday ? "Yesterday" : calendarDay(day, { locale })
  }
}
