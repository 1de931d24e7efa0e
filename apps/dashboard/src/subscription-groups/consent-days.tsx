import { Group, Text, VisuallyHidden } from "@mantine/core"
import classes from "./consent-days.module.css"

interface Day {
  day: string
  subscribed: number
  unsubscribed: number
}

/** Days side by side: those who subscribed upwards, those who unsubscribed downwards, on one scale. */
export function ConsentDays({ days }: { days: readonly Day[] }) {
  const most = Math.max(1, ...days.map(({ subscribed, unsubscribed }) => Math.max(subscribed, unsubscribed)))
  const last = days.at(-1)
  const total = (which: "subscribed" | "unsubscribed") =>
    days.reduce((sum, day) => sum + day[which], 0).toLocaleString("en")
  return (
    <div>
      <div className={classes.days} aria-hidden>
        {days.map(({ day, subscribed, unsubscribed }) => (
          <div
            key={day}
            className={classes.day}
            title={`${inWords(day)}: ${subscribed} subscribed, ${unsubscribed} unsubscribed`}
          >
            <div className={classes.up}>
              <i className={classes.subscribed} style={{ height: `${(subscribed / most) * 100}%` }} />
            </div>
            <div className={classes.down}>
              <i className={classes.unsubscribed} style={{ height: `${(unsubscribed / most) * 100}%` }} />
            </div>
          </div>
        ))}
      </div>
      <Group justify="space-between" mt={4}>
        <Text size="xs" c="dimmed">
          {days[0] && inWords(days[0].day)}
        </Text>
        <Text size="xs" c="dimmed">
          {last && inWords(last.day)}
        </Text>
      </Group>
      <Text size="sm" mt={4} ta="center">
        {total("subscribed")} subscribed, {total("unsubscribed")} unsubscribed
      </Text>
      <VisuallyHidden>
        <ul>
          {days
            .filter(({ subscribed, unsubscribed }) => subscribed + unsubscribed > 0)
            .map(({ day, subscribed, unsubscribed }) => (
              <li key={day}>
                {inWords(day)}: {subscribed} subscribed, {unsubscribed} unsubscribed
              </li>
            ))}
        </ul>
      </VisuallyHidden>
    </div>
  )
}

/** `2026-03-01` → `Mar 1`. */
const inWords = (day: string) =>
  new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(day))
