import { Badge, ColorSwatch, Tooltip } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"

const colors = { good: "teal", waiting: "gray", problem: "red", inactive: "gray" } as const

/** A status by its name, with its meaning on hover and focus. */
export function StatusBadge({
  explanation,
  label,
}: {
  explanation: Shapes["TemplateStatusExplanation"]
  /** Before the status, such as a language. */
  label?: string
}) {
  const { title, tone, meaning } = explanation
  return (
    <Tooltip label={meaning} multiline maw={300} events={{ hover: true, focus: true, touch: true }}>
      <Badge variant="light" color={colors[tone]} tt="none" fw={550}>
        {label === undefined ? title : `${label} · ${title}`}
      </Badge>
    </Tooltip>
  )
}

/** The same as a dot, beside what has a name of its own. */
export function StatusDot({ explanation }: { explanation: Shapes["TemplateStatusExplanation"] }) {
  const { title, tone } = explanation
  return (
    <ColorSwatch
      size={8}
      withShadow={false}
      color={`var(--mantine-color-${colors[tone]}-filled)`}
      role="img"
      aria-label={title}
      title={title}
    />
  )
}
