import { Button, Group, Stack, Text, Title } from "@mantine/core"
import type { FormEvent, ReactNode } from "react"

/** One screen of the dialog: a question, what is needed to answer it, and the one way on. */
export function Screen({
  title,
  lead,
  children,
  next,
  isBusy = false,
  isReady = true,
  onNext,
  onBack,
}: {
  title: string
  lead?: string
  children?: ReactNode
  next: string
  isBusy?: boolean
  isReady?: boolean
  onNext: () => void
  onBack?: (() => void) | undefined
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !isBusy) onNext()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="lg">
        <div>
          <Title order={2} size="h3">
            {title}
          </Title>
          {lead === undefined ? null : (
            <Text c="dimmed" mt={4}>
              {lead}
            </Text>
          )}
        </div>
        {children}
        <Group justify="space-between">
          {onBack === undefined ? (
            <span />
          ) : (
            <Button variant="default" onClick={onBack}>
              Back
            </Button>
          )}
          <Button type="submit" loading={isBusy} disabled={!isReady}>
            {next}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
