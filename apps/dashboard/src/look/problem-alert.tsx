import { Alert, Button, List, Stack, Text } from "@mantine/core"
import { IconAlertCircle } from "@tabler/icons-react"
import { useEffect, useRef } from "react"
import { asProblem, fieldInWords, messageInWords, type Problem } from "../api/problem.ts"
import { withInstants } from "./time/instants.ts"
import { useNotation } from "./time/notation.ts"

/** What the same request is answered with every time. */
const lasting: ReadonlySet<string> = new Set(["forbidden", "invalid_request", "not_found"])

/** A failure in words: what went wrong and what to do, with a way to try again where that helps. Nothing without one. */
export function ProblemAlert({ failure, retry }: { failure: unknown; retry?: (() => unknown) | undefined }) {
  const notation = useNotation()
  const alert = useRef<HTMLDivElement>(null)
  const isThere = failure !== null && failure !== undefined
  // It stands away from the button that was pressed where a page is longer than the screen.
  useEffect(() => {
    if (isThere) alert.current?.scrollIntoView({ block: "nearest" })
  }, [isThere])
  if (!isThere) return null
  const problem = asProblem(failure)
  return (
    <Alert ref={alert} color="red" variant="light" icon={<IconAlertCircle aria-hidden />} role="alert">
      <Stack gap={4} align="flex-start">
        <Message problem={problem} />
        {problem.help === undefined ? null : <Text size="sm">{withInstants(problem.help, notation)}</Text>}
        {retry === undefined || lasting.has(problem.code) ? null : (
          <Button size="compact-sm" variant="default" mt={4} onClick={() => retry()}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

function Message({ problem }: { problem: Problem }) {
  const { issues = [] } = problem
  const notation = useNotation()
  if (issues.length < 2) {
    return (
      <Text size="sm" fw={550}>
        {withInstants(messageInWords(problem), notation)}
      </Text>
    )
  }
  return (
    <List size="sm" fw={550}>
      {issues.map((issue) => (
        <List.Item key={`${issue.field} ${issue.message}`}>
          {fieldInWords(issue.field)}: {withInstants(issue.message, notation)}
        </List.Item>
      ))}
    </List>
  )
}
