import { Badge } from "@mantine/core"
import type { Shapes } from "../api/client.ts"

type State = Shapes["LaunchEntry"]["state"]

const looks: Record<State, { label: string; color: string }> = {
  scheduled: { label: "Scheduled", color: "gray" },
  expanding: { label: "Sending", color: "blue" },
  sending: { label: "Sending", color: "blue" },
  paused: { label: "Paused", color: "yellow" },
  completed: { label: "Completed", color: "teal" },
  canceled: { label: "Canceled", color: "gray" },
}

export const launchStateInWords = (state: State): string => looks[state].label

export function LaunchState({ state }: { state: State }) {
  const { label, color } = looks[state]
  return (
    <Badge color={color} miw="max-content">
      {label}
    </Badge>
  )
}
