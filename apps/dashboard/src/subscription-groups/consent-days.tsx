import { Group, Text, VisuallyHidden } from "@mantine/core"
import { calendarDay } from "../look/time/instants.ts"
import { amount, useNotation } from "../look/time/notation.ts"
import classes from "./consent-days.module.css"

interface Day {
  day: string
  subscribed: number
  unsubscribed: number
}

/** Days side by side: those who subscribed upwards, those who unsubscribed downwards, on one scale. */
export function ConsentDays({ days }: { days: readonly Day[] }) {
  const notation = useNotation()
  const most = Math.max(1, ...days.map(({ subscribed, unsubscribed }) => Math.max(subscribed, unsubscribed)))
  const total = (which: "subscribed" | "unsubscribed") =>
    amount(
      days.reduce((sum, day) => sum + day[which], 0),
      notation,
    )
  const inWords = ({ day, subscribed, unsubscribed }: Day) =>
    `${calendarDay(day, notation)}: ${amount(subscribed, notation)} subscribed, ${amount(unsubscribed, notation)} unsubscribed`
  const [first, last] = [days[0], days.at(-1)]
  return (
    <div>
      <div className={classes.days} aria-hidden>
        {days.map((day) => (
          <div key={day.day} className={classes.day} title={inWords(day)}>
            <div className={classes.up}>
              <i className={classes.subscribed} style={{ height: `${(day.subscribed / most) * 100}%` }} />
            </div>
            <div className={classes.down}>
              <i className={classes.unsubscribed} style={{ height: `${(day.unsubscribed / most) * 100}%` }} />
            </div>
          </div>
        ))}
      </div>
      <Group justify="space-between" mt={4}>
        <Text size="xs" c="dimmed">
          {first && calendarDay(first.day, notation)}
        </Text>
        <Text size="xs" c="dimmed">
          {last && calendarDay(last.day, notation)}
        </Text>
      </Group>
      <Text size="sm" mt={4} ta="center">
        {total("subscribed")} subscribed, {total("unsubscribed")} unsubscribed
      </Text>
      <VisuallyHidden>
        <ul>
          {days
            .filter(({ subscribed, unsubscribed }) => subscribed + unsubscribed > 0)
            .map((day) => (
              <li key={day.day}>{inWords(day)}</li>
            ))}
        </ul>
      </VisuallyHidden>
    </div>
  )
}
