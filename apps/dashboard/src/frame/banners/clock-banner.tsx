import { Anchor } from "@mantine/core"
import { IconClock } from "@tabler/icons-react"
import { useSandbox } from "../../api/sandbox.ts"
import { DismissibleBanner } from "../../look/banner.tsx"
import { clockOffset } from "../sandbox/clock-offset.ts"

/** Says that it is another time in the sandbox, which all times on the screen are counted from. */
export function ClockBanner() {
  const sandbox = useSandbox()
  const offset = sandbox && clockOffset(sandbox.clock_offset_ms)
  if (offset === undefined) return null
  return (
    <DismissibleBanner
      tone="note"
      icon={IconClock}
      about={`clock ${offset.short}`}
      action={
        <Anchor
          href={`${sandbox?.pages_url}/clock`}
          target="_blank"
          rel="noreferrer"
          size="sm"
          underline="always"
        >
          Open the clock
        </Anchor>
      }
    >
      The sandbox's clock is {offset.words}.
    </DismissibleBanner>
  )
}
