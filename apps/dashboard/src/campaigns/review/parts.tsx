import { Group, Stack, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"

/** A part of the preflight, with a heading of its own. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Title order={3} size="h5">
        {title}
      </Title>
      {children}
    </Stack>
  )
}

/** What matters most of it, large. */
export function Figure({ value, label }: { value: ReactNode; label: ReactNode }) {
  return (
    <div>
      <Text fz={28} fw={650} lh={1.2}>
        {value}
      </Text>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
    </div>
  )
}

/** In a `dl`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Group gap="sm" wrap="nowrap" align="baseline">
      <Text size="sm" c="dimmed" component="dt" w={120} style={{ flexShrink: 0, overflowWrap: "anywhere" }}>
        {label}
      </Text>
      <Text size="sm" component="dd" m={0} style={{ overflowWrap: "anywhere" }}>
        {children}
      </Text>
    </Group>
  )
}
