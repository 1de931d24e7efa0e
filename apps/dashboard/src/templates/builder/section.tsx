import { Paper, Stack, Text, Title } from "@mantine/core"
import { type ReactNode, useId } from "react"
import type { Finding } from "./findings.ts"
import { FindingsList } from "./findings-list.tsx"
import { useTouched, WhenTouched } from "./touched.tsx"

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
  const { isTouched, handlers } = useTouched()
  return (
    <Paper
      withBorder
      p="lg"
      component="section"
      id={`builder-${title.toLowerCase()}`}
      aria-labelledby={id}
      {...handlers}
    >
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
        <WhenTouched isTouched={isTouched}>
          {children}
          <FindingsList findings={findings} />
        </WhenTouched>
      </Stack>
    </Paper>
  )
}
