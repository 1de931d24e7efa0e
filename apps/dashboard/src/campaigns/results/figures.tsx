import { Group, Text } from "@mantine/core"
import type { ReactNode } from "react"

export interface Figure {
  label: string
  value: ReactNode
  /** Below it: a share, or what it is of. */
  note?: string | undefined
}

/** The figures that are asked for first, in a row that breaks on a phone. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <Group component="dl" gap="xl" m={0} align="flex-start">
      {figures.map(({ label, value, note }) => (
        <div key={label}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fz={22} fw={600} lh={1.3}>
            {value}
          </Text>
          {note === undefined ? null : (
            <Text component="dd" m={0} size="xs" c="dimmed">
              {note}
            </Text>
          )}
        </div>
      ))}
    </Group>
  )
}
