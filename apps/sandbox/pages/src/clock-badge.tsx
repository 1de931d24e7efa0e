import { Badge } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { clockSchema, instant } from "./clock-reading.ts"
import { useLive } from "./live.ts"

/** The sandbox's time in the header; says so when it is not the machine's. */
export function ClockBadge() {
  const { data: clock } = useLive(clockSchema, "clock")
  if (clock === undefined) return null
  const isOwn = clock.paused || clock.speed !== 1 || Math.abs(clock.offset_ms) > 2_000
  const pace = clock.paused ? " · stopped" : clock.speed === 1 ? "" : ` · ×${clock.speed}`
  return (
    <Badge
      component={Link}
      to="/_sandbox/pages/clock"
      variant={isOwn ? "filled" : "light"}
      color={isOwn ? "#a63a07" : "gray"}
      tt="none"
      fw={500}
      style={{ cursor: "pointer", fontVariantNumeric: "tabular-nums" }}
    >
      {instant(clock.now)}
      {pace}
    </Badge>
  )
}
