import { Tooltip } from "@mantine/core"
import { healthOf } from "./health.ts"
import classes from "./health-dot.module.css"
import { useConnection } from "./use-connection.ts"

/** Beside WhatsApp in the navigation: whether it works. Nothing while nothing is connected. */
export default function HealthDot() {
  const connection = useConnection()
  if (connection === undefined) return null
  const { level, short, sentence } = healthOf(connection.run?.checks, connection.troubles)
  return (
    <Tooltip label={sentence} position="right">
      <span className={classes.health} data-level={level} role="img" aria-label={sentence}>
        <span className={classes.dot} />
        <span className={classes.words}>{short}</span>
      </span>
    </Tooltip>
  )
}
