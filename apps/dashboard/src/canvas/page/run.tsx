import { Code, Group, Stack, Text } from "@mantine/core"
import { getRouteApi } from "@tanstack/react-router"
import { AnchorLink } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { type CanvasMove, useCanvas, useRun, useVersions } from "../api.ts"
import { type StepDraft, valuesOf } from "../editing/draft.ts"
import { outletsOfDraft } from "../editing/graph.ts"
import { exitWords } from "../exit-words.ts"
import { useNames } from "../names.ts"
import { nameOfOutlet, nameOfStep, sentenceOf } from "../steps/index.ts"
import type { Names } from "../steps/step-form.ts"
import { Contact } from "./runs.tsx"
import { sawWords } from "./saw-words.ts"

const route = getRouteApi("/framed/canvas-runs/$runId")

/** Why a person is where they are: every step that they came to, and what it saw. */
export function CanvasRunPage() {
  const { runId } = route.useParams()
  const run = useRun(runId)
  if (run.data === undefined) {
    return (
      <Page title="Run" up={{ to: "/canvases", label: "Canvases" }}>
        <Allowed to="canvases:read" instead={<NotAllowed permission="canvases:read" />}>
          {run.error ? <ProblemAlert failure={run.error} retry={run.refetch} /> : <Loading />}
        </Allowed>
      </Page>
    )
  }
  return <Run run={run.data} />
}

function Run({ run }: { run: NonNullable<ReturnType<typeof useRun>["data"]> }) {
  const { canvas_id, contact_id, version, step_id, moves, context, left_at } = run
  const canvas = useCanvas(canvas_id)
  const versions = useVersions(canvas_id)
  const names = useNames()
  const definition = versions.data?.data.find((one) => one.version === version)?.definition
  const steps =
    canvas.data === undefined
      ? []
      : valuesOf(definition === undefined ? canvas.data : { ...canvas.data, ...definition }).steps
  const stepOf = (id: string | null) => steps.find((step) => step.id === id)
  const here = stepOf(step_id)
  return (
    <Page
      title="Why this person is here"
      up={[
        { to: "/canvases", label: "Canvases" },
        { to: "/canvases/$canvasId", id: canvas_id, label: canvas.data?.name ?? "Canvas" },
      ]}
    >
      <Stack>
        <Section title="Now">
          <Stack gap={4}>
            <Text size="sm">
              <AnchorLink to="/contacts/$contactId" params={{ contactId: contact_id }} inherit>
                <Contact id={contact_id} />
              </AnchorLink>{" "}
              entered version {version} on <Instant at={run.entered_at} />.
            </Text>
            {left_at !== null ? (
              <Text size="sm">
                {exitWords(run.exit_reason)}, on <Instant at={left_at} />.
              </Text>
            ) : (
              <Text size="sm">
                At {here === undefined ? "the entry" : nameOfStep(here)} since <Instant at={run.arrived_at} />
                {run.wake_at === null ? ", until something happens" : ", until "}
                {run.wake_at === null ? null : <Instant at={run.wake_at} />}.
              </Text>
            )}
          </Stack>
        </Section>
        <Section title="Steps">
          {moves.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing is kept of its way.
            </Text>
          ) : (
            <Stack gap="sm" component="ol" m={0} ps="lg" aria-label="Steps">
              {moves.map((move, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and keep their order
                <li key={place}>
                  <Move move={move} step={stepOf(move.step_id)} names={names} />
                </li>
              ))}
            </Stack>
          )}
        </Section>
        {Object.keys(context).length === 0 ? null : (
          <Section title="Context" intro="What is kept with the run.">
            <Code block tabIndex={0} aria-label="Context">
              {JSON.stringify(context, null, 2)}
            </Code>
          </Section>
        )}
      </Stack>
    </Page>
  )
}

function Move({ move, step, names }: { move: CanvasMove; step: StepDraft | undefined; names: Names }) {
  const { step_id, outlet, reason, moved_at, saw } = move
  const taken =
    outlet === null
      ? undefined
      : step === undefined
        ? { id: outlet }
        : (outletsOfDraft(step).find(({ id }) => id === outlet) ?? { id: outlet })
  const seen = sawWords(saw)
  return (
    <Stack gap={2}>
      <Group gap="xs" justify="space-between">
        <Text size="sm" fw={550}>
          {step_id === null ? "Entered" : step === undefined ? "A step that is gone" : nameOfStep(step)}
        </Text>
        <Instant at={moved_at} c="dimmed" fz="sm" />
      </Group>
      {step === undefined ? null : (
        <Text size="xs" c="dimmed">
          {sentenceOf(step, names)}
        </Text>
      )}
      {step_id === null ? null : (
        <Text size="sm">
          {taken === undefined ? `Left: ${exitWords(reason)}` : `Went on by ${nameOfOutlet(taken)}`}
        </Text>
      )}
      {seen.length === 0 ? null : (
        <Text size="xs" c="dimmed">
          Saw {seen.join(", ")}
        </Text>
      )}
    </Stack>
  )
}
