import { Alert, Group, Stack, Text } from "@mantine/core"
import { IconCircleCheck } from "@tabler/icons-react"
import type { Shapes } from "../../api/client.ts"
import { isEveryone } from "../../campaigns/compose/values.ts"
import { Loading } from "../../look/page/loading.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { draftsOf } from "../../segments/builder/draft.ts"
import { Allowed } from "../../session/allowed.tsx"
import type { Canvas, CanvasProblem, useProblems } from "../api.ts"
import { ProblemList, problemsWords } from "../builder/problem-list.tsx"
import type { CanvasValues } from "../editing/draft.ts"
import { entryWords, reEntryWords, type Spoken } from "../in-words.ts"
import { PublishButton } from "../publish.tsx"
import { nameOfStep } from "../steps/index.ts"
import { triggersWords } from "../steps/parts/words.ts"

/** All of it in a few sentences, what is still to fix, and the button that publishes it. */
export function Summary({
  canvas,
  values,
  spoken,
  number,
  checked,
  isSaved,
  onGo,
}: {
  canvas: Canvas
  values: CanvasValues
  spoken: Spoken
  number: Shapes["Number"] | undefined
  checked: ReturnType<typeof useProblems>
  isSaved: boolean
  onGo: (problem: CanvasProblem) => void
}) {
  const { steps, variants, exits, control_share, conversions } = values
  const problems = checked.data?.problems ?? []
  const conditions = draftsOf(values.audience).length
  const nameOf = (id: string) => {
    const step = steps.find((one) => one.id === id)
    return step === undefined ? id : nameOfStep(step)
  }
  const lines: readonly (readonly [string, string])[] = [
    ["Entry", entryWords(values.entry, spoken)],
    ["Again", reEntryWords(values.re_entry)],
    [
      "Audience",
      isEveryone(values.audience)
        ? "Everyone"
        : `People who match ${conditions} ${conditions === 1 ? "condition" : "conditions"}`,
    ],
    ...(control_share === 0 ? [] : [["Control group", `${control_share} %`] as const]),
    ...(exits.triggers.length === 0
      ? []
      : [["Exits", `When ${triggersWords(exits.triggers, spoken.names)}`] as const]),
    [
      "From",
      number === undefined
        ? "No number chosen yet"
        : `${number.verified_name} · ${number.display_phone_number}`,
    ],
    ["Steps", `${steps.length}${variants.length > 1 ? `, in ${variants.length} variants` : ""}`],
    ["Conversions", conversions.length === 0 ? "None" : String(conversions.length)],
  ]
  return (
    <Stack>
      <Section title="Summary">
        <Stack gap={6} component="dl" m={0}>
          {lines.map(([label, text]) => (
            <Group key={label} gap="sm" align="baseline" wrap="nowrap">
              <Text size="sm" c="dimmed" component="dt" w={120} style={{ flexShrink: 0 }}>
                {label}
              </Text>
              <Text size="sm" component="dd" m={0}>
                {text}
              </Text>
            </Group>
          ))}
        </Stack>
      </Section>
      <Section
        title="Check"
        intro={isSaved ? undefined : "As it was saved last. Save to check it as it is now."}
      >
        <Stack>
          <ProblemAlert failure={checked.error} retry={checked.refetch} />
          {checked.isPending ? <Loading /> : null}
          {checked.data === undefined ? null : problems.length === 0 ? (
            <Alert color="teal" variant="light" icon={<IconCircleCheck aria-hidden />} role="status">
              Nothing to fix: it can be published.
            </Alert>
          ) : (
            <>
              <Text size="sm" fw={550} role="status">
                {problemsWords(problems)}
              </Text>
              <ProblemList label="Problems" problems={problems} nameOf={nameOf} onGo={onGo} />
            </>
          )}
          <Allowed to="canvases:launch">
            <Group>
              <PublishButton
                canvas={canvas}
                isDisabled={!isSaved || problems.some(({ severity }) => severity === "error")}
              />
              {isSaved ? null : (
                <Text size="sm" c="dimmed">
                  Save it first.
                </Text>
              )}
            </Group>
          </Allowed>
        </Stack>
      </Section>
    </Stack>
  )
}
