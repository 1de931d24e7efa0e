import { Group, Select, Stack, Text } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { getRouteApi } from "@tanstack/react-router"
import { useMemo, useState } from "react"
import { ButtonLink, pathOf } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { Page } from "../../look/page/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { useAmount, useNotation } from "../../look/time/notation.ts"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { useSendingZone } from "../../session/day-zone.ts"
import { type Canvas, useCanvas, useCounts, useVersions } from "../api.ts"
import classes from "../builder/builder.module.css"
import { DrawingArea } from "../builder/drawing.tsx"
import type { StepMark } from "../builder/drawn.ts"
import { StepList } from "../builder/step-list.tsx"
import { CanvasMenu } from "../canvas-menu.tsx"
import { CanvasState } from "../canvas-state.tsx"
import { numbersOf } from "../counts.ts"
import { valuesOf } from "../editing/draft.ts"
import { entryWords } from "../in-words.ts"
import { useNames } from "../names.ts"
import { StopOrStart } from "../publish.tsx"
import { StepNumbersPanel } from "./step-numbers.tsx"

const route = getRouteApi("/framed/canvases/$canvasId")
const up = { to: "/canvases", label: "Canvases" } as const

/** A canvas with how many people came where. */
export function CanvasPage() {
  const { canvasId: id } = route.useParams()
  const canvas = useCanvas(id)
  const { data } = canvas
  if (data === undefined) {
    return (
      <Page title="Canvas" up={up}>
        <Allowed to="canvases:read" instead={<NotAllowed permission="canvases:read" />}>
          {canvas.error ? <ProblemAlert failure={canvas.error} retry={canvas.refetch} /> : <Loading />}
        </Allowed>
      </Page>
    )
  }
  return (
    <Page
      wide
      title={data.name}
      up={up}
      state={<CanvasState canvas={data} />}
      action={
        <Group gap="xs">
          <Allowed to="canvases:write">
            <ButtonLink to={pathOf("/canvases/$canvasId/edit", id)} variant="default">
              Edit
            </ButtonLink>
          </Allowed>
          <Allowed to="canvases:launch">
            <StopOrStart canvas={data} />
          </Allowed>
          <Allowed to="canvases:write">
            <CanvasMenu canvas={data} />
          </Allowed>
        </Group>
      }
    >
      <Numbers canvas={data} />
    </Page>
  )
}

const all = "all"

function Numbers({ canvas }: { canvas: Canvas }) {
  const { id } = canvas
  const amount = useAmount()
  const names = useNames()
  const notation = useNotation()
  const clock = useSendingZone()
  const isWide = useMediaQuery("(min-width: 48em)", true, { getInitialValueInEffect: false })
  const [version, setVersion] = useState<string>(all)
  const [open, setOpen] = useState<string | null>(null)
  const versions = useVersions(id)
  const counts = useCounts(id, version === all ? undefined : Number(version))
  const of = versions.data?.data.find((one) => String(one.version) === version)
  // What people went through is drawn: the version that they enter, unless another one is chosen.
  const published = of ?? versions.data?.data.find((one) => one.version === canvas.version)
  const shown = useMemo(
    () => valuesOf(published === undefined ? canvas : { ...canvas, ...published.definition }),
    [canvas, published],
  )
  const graph = useMemo(() => ({ steps: shown.steps, variants: shown.variants }), [shown])
  const numbers = useMemo(
    () => (counts.data === undefined ? undefined : numbersOf(counts.data, graph.steps)),
    [counts.data, graph],
  )
  const chosen = useMemo(() => new Set(open === null ? [] : [open]), [open])
  const entrySentence = entryWords(shown.entry, { ...notation, clock, names })
  const panel =
    open === null ? null : (
      <StepNumbersPanel
        key={open}
        id={open}
        graph={graph}
        canvasId={id}
        counts={counts.data}
        names={names}
        onClose={() => setOpen(null)}
      />
    )
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <Text size="sm" role="status">
          {counts.data === undefined
            ? "Counting…"
            : `${amount(counts.data.entered)} entered · ${amount(counts.data.under_way)} under way`}
        </Text>
        {(versions.data?.data.length ?? 0) < 2 ? null : (
          <Select
            label="Version"
            size="xs"
            w={180}
            allowDeselect={false}
            data={[
              { value: all, label: "All together" },
              ...(versions.data?.data ?? []).map((one) => ({
                value: String(one.version),
                label: `Version ${one.version}`,
              })),
            ]}
            value={version}
            onChange={(chosenVersion) => setVersion(chosenVersion ?? all)}
          />
        )}
      </Group>
      <ProblemAlert failure={counts.error} retry={counts.refetch} />
      {isWide ? (
        <div className={`${classes.shown} ${panel === null ? "" : classes.shownWithPanel}`}>
          <DrawingArea
            label="Canvas"
            graph={graph}
            names={names}
            entrySentence={entrySentence}
            marks={noMarks}
            numbers={numbers}
            chosen={chosen}
            onChoose={() => undefined}
            onOpen={setOpen}
          />
          {panel}
        </div>
      ) : (
        (panel ?? (
          <StepList
            graph={graph}
            names={names}
            entrySentence={entrySentence}
            marks={noMarks}
            numbers={numbers}
            onOpen={setOpen}
          />
        ))
      )}
    </Stack>
  )
}

const noMarks: ReadonlyMap<string, StepMark> = new Map()
