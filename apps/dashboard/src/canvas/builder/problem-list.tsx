import { Anchor, Group, Stack, Text } from "@mantine/core"
import { IconAlertCircle, IconAlertTriangle } from "@tabler/icons-react"
import type { CanvasProblem } from "../api.ts"

/** What is wrong, the errors first; nothing where nothing is. */
export function ProblemList({
  label,
  problems,
  nameOf,
  onGo,
}: {
  label: string
  problems: readonly CanvasProblem[]
  /** Of the step that one is about. */
  nameOf?: (stepId: string) => string
  onGo?: (problem: CanvasProblem) => void
}) {
  if (problems.length === 0) return null
  const sorted = problems.toSorted(
    (one, other) => Number(one.severity !== "error") - Number(other.severity !== "error"),
  )
  return (
    <Stack gap="xs" component="ul" aria-label={label} style={{ listStyle: "none", margin: 0, padding: 0 }}>
      {sorted.map((problem) => (
        <li key={`${problem.code} ${problem.step_id} ${problem.field} ${problem.message}`}>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            {problem.severity === "error" ? (
              <IconAlertCircle
                size={16}
                role="img"
                aria-label="To fix"
                color="var(--failed-mark)"
                style={{ flexShrink: 0, marginTop: 3 }}
              />
            ) : (
              <IconAlertTriangle
                size={16}
                role="img"
                aria-label="To look at"
                color="var(--warning-mark)"
                style={{ flexShrink: 0, marginTop: 3 }}
              />
            )}
            <div>
              <Text size="sm">
                {problem.step_id === null || nameOf === undefined ? null : (
                  <>
                    <Anchor
                      component="button"
                      type="button"
                      size="sm"
                      onClick={() => onGo?.(problem)}
                      fw={550}
                    >
                      {nameOf(problem.step_id)}
                    </Anchor>
                    {": "}
                  </>
                )}
                {problem.message}
              </Text>
              {problem.help === null || problem.help === "" ? null : (
                <Text size="xs" c="dimmed">
                  {problem.help}
                </Text>
              )}
            </div>
          </Group>
        </li>
      ))}
    </Stack>
  )
}

/** `3 errors, 1 suggestion` */
export function problemsWords(problems: readonly Pick<CanvasProblem, "severity">[]): string {
  const errors = problems.filter(({ severity }) => severity === "error").length
  const others = problems.length - errors
  const counted = (count: number, word: string) => `${count} ${count === 1 ? word : `${word}s`}`
  return [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(others > 0 ? [counted(others, "suggestion")] : []),
  ].join(", ")
}
