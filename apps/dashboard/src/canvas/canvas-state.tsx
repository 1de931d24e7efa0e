import { Badge, Group } from "@mantine/core"
import type { Canvas } from "./api.ts"

const looks: Record<Canvas["state"], { label: string; color: string }> = {
  draft: { label: "Draft", color: "gray" },
  active: { label: "Published", color: "teal" },
  stopped: { label: "Stopped", color: "gray" },
}

export const canvasStates = Object.entries(looks).map(([value, { label }]) => ({ value, label }))
export const stateInWords = ({ state }: Pick<Canvas, "state">): string => looks[state].label

export function CanvasState({ canvas }: { canvas: Pick<Canvas, "state" | "archived_at"> }) {
  const { label, color } = looks[canvas.state]
  return (
    <Group gap={4} wrap="nowrap">
      <Badge color={color} miw="max-content">
        {label}
      </Badge>
      {canvas.archived_at === null ? null : <Badge color="gray">Archived</Badge>}
    </Group>
  )
}
