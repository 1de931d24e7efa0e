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
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Stack gap={2}>
            <Title order={2} size="h4">
              {title}
            </Title>
            {intro === undefined ? null : (
              <Text size="sm" c="dimmed" component="div">
                {intro}
              </Text>
            )}
          </Stack>
          {aside}
        </Group>
        {children}
      </Stack>
    </Paper>
  )
}
