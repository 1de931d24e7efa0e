import { Badge } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"

type State = Shapes["Import"]["state"]

const looks: Record<State, { label: string; color: string }> = {
  waiting: { label: "Waiting for file", color: "gray" },
  ready: { label: "Ready to start", color: "cobalt" },
  queued: { label: "Queued", color: "blue" },
  running: { label: "Running", color: "blue" },
  paused: { label: "Paused", color: "yellow" },
  completed: { label: "Completed", color: "teal" },
  failed: { label: "Failed", color: "red" },
  canceled: { label: "Canceled", color: "gray" },
  undoing: { label: "Undoing", color: "blue" },
  undone: { label: "Undone", color: "gray" },
}

export function StateBadge({ state }: { state: State }) {
  const { label, color } = looks[state]
  return (
    <Badge color={color} miw="max-content">
      {label}
    </Badge>
  )
}
