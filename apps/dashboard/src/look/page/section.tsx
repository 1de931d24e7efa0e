import { Group, Paper, Stack, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"

/** A part of a page with a heading of its own. */
export function Section({
  title,
  intro,
  aside,
  children,
}: {
  title: string
  intro?: ReactNode
  /** At the heading's right: a state, or a button. */
  aside?: ReactNode
  children?: ReactNode
}) {
  return (
    <Paper withBorder p="lg" component="section" aria-label={title}>
      <Stack>
        <Stack gap={2}>
          <Group justify="space-between" wrap="nowrap">
            <Title order={2} size="h4">
              {title}
            </Title>
            {aside}
          </Group>
          {intro === undefined ? null : (
            <Text size="sm" c="dimmed" component="div">
              {intro}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Paper>
  )
}
