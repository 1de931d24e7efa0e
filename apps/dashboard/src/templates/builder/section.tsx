import { Paper, Stack, Text, Title } from "@mantine/core"
import { type ReactNode, useId } from "react"
import type { Finding } from "./findings.ts"
import { FindingsList } from "./findings-list.tsx"

/** A part of the builder with what was found about it. */
export function Section({
  title,
  hint,
  findings,
  children,
}: {
  title: string
  hint?: string
  findings?: readonly Finding[] | undefined
  children: ReactNode
}) {
  const id = useId()
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby={id}>
      <Stack gap="md">
        <div>
          <Title order={2} size="h5" id={id}>
            {title}
          </Title>
          {hint === undefined ? null : (
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          )}
        </div>
        {children}
        <FindingsList findings={findings} />
      </Stack>
    </Paper>
  )
}
