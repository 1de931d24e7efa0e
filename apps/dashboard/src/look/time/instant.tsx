import { Text, type TextProps, Tooltip } from "@mantine/core"
import { useMe } from "../../session/me.ts"
import { dayAndTime, fromNow } from "./instants.ts"

/** An instant in the member's own zone; the whole of it, with the zone, on hover. */
export function Instant({ at, ago = false, ...text }: TextProps & { at: string; ago?: boolean }) {
  const zone = useMe().member.time_zone ?? undefined
  const date = new Date(at)
  return (
    <Tooltip label={dayAndTime(date, zone, "full")}>
      <Text component="time" dateTime={at} span inherit {...text}>
        {ago ? fromNow(date, new Date()) : dayAndTime(date, zone, "short")}
      </Text>
    </Tooltip>
  )
}
