import { Box, Text } from "@mantine/core"
import classes from "./bars.module.css"

/** Amounts one below the other as bars, each with its number: as readable on a phone and to a screen reader as elsewhere. */
export function Bars({
  label,
  bars,
}: {
  label: string
  bars: readonly { label: string; value: number; text: string }[]
}) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <Box component="ul" className={classes.bars} aria-label={label} tabIndex={0}>
      {bars.map((bar) => (
        <li key={bar.label} className={classes.row}>
          <Text size="xs" span c="dimmed">
            {bar.label}
          </Text>
          <span className={classes.track} aria-hidden>
            <span className={classes.bar} style={{ width: `${(Math.max(0, bar.value) / most) * 100}%` }} />
          </span>
          <Text size="xs" span ta="end">
            {bar.text}
          </Text>
        </li>
      ))}
    </Box>
  )
}
