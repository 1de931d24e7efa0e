import { Alert, Button, Stack, Text } from "@mantine/core"
import { IconAlertCircle } from "@tabler/icons-react"
import { asProblem } from "../api/problem.ts"
import { withInstants } from "./time/instants.ts"
import { useNotation } from "./time/notation.ts"

/** A failure in words: what went wrong and what to do, with a way to try again where that helps. Nothing without one. */
export function ProblemAlert({ failure, retry }: { failure: unknown; retry?: (() => unknown) | undefined }) {
  const notation = useNotation()
  if (failure === null || failure === undefined) return null
  const { message, help } = asProblem(failure)
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle aria-hidden />} role="alert">
      <Stack gap={4} align="flex-start">
        <Text size="sm" fw={550}>
          {withInstants(message, notation)}
        </Text>
        {help === undefined ? null : <Text size="sm">{withInstants(help, notation)}</Text>}
        {retry === undefined ? null : (
          <Button size="compact-sm" variant="default" mt={4} onClick={() => retry()}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  )
}
