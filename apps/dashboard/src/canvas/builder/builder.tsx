import { Text } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import type { StepKindName } from "@parley/model"
import { useMemo, useRef, useState } from "react"
import { sayDone, sayFailed } from "../../look/toasts.ts"
import type { CanvasProblem } from "../api.ts"
import type { Graph, StepDraft } from "../editing/draft.ts"
import {
  addStep,
  changeStep,
  connect,
  copied,
  type Origin,
  outletsOfDraft,
  paste,
  removeSteps,
  stepWith,
  targetOf,
} from "../editing/graph.ts"
import {
  entryId,
  isPlacedByHand,
  type Place,
  placed,
  placesOf,
  stepHeight,
  tidied,
} from "../editing/layout.ts"
import { newLocalId } from "../editing/new-id.ts"
import type { Drawing } from "../editing/use-canvas-form.ts"
import { beginStep, nameOfOutlet, nameOfStep } from "../steps/index.ts"
import type { Surroundings } from "../steps/step-form.ts"
import classes from "./builder.module.css"
import { DrawingArea, type DrawingHandle } from "./drawing.tsx"
import type { StepMark } from "./drawn.ts"
import { EntryPanel } from "./entry-panel.tsx"
import { ChooseKind, Palette } from "./palette.tsx"
import { StepList } from "./step-list.tsx"
import { StepPanel } from "./step-panel.tsx"
import { Toolbar } from "./toolbar.tsx"
import { useClipboard } from "./use-clipboard.ts"
import { keysOf } from "./use-shortcuts.ts"

const nothing: ReadonlySet<string> = new Set()

/** Draws a canvas: steps are added, connected, edited and removed. */
export function Builder({
  drawing,
  of,
  entrySentence,
  problems,
  open,
  onOpen,
}: {
  drawing: Drawing
  of: Surroundings
  entrySentence: string
  problems: readonly CanvasProblem[]
  /** The step that is edited, or the entry. */
  open: string | null
  onOpen: (id: string | null) => void
}) {
  const { graph, change } = drawing
  const isWide = useMediaQuery("(min-width: 48em)", true, { getInitialValueInEffect: false })
  const root = useRef<HTMLDivElement>(null)
  const area = useRef<DrawingHandle>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(open === null ? nothing : new Set([open]))
  const [way, setWay] = useState<Origin>()
  const [addingAt, setAddingAt] = useState<Origin>()
  const [takesFocus, setTakesFocus] = useState(false)
  const marks = useMemo(() => marksOf(graph, problems, of.errors), [graph, problems, of.errors])
  const openStep = open === null ? undefined : stepWith(graph, open)

  const go = (id: string) => {
    setChosen(new Set([id]))
    setWay(undefined)
    area.current?.show(id)
  }
  const edit = (id: string, byKeyboard: boolean) => {
    setTakesFocus(byKeyboard)
    onOpen(id)
  }
  const add = (kind: StepKindName, at: Origin | undefined, place?: Place) => {
    const step = beginStep(kind, newLocalId)
    change((now) => addStep(now, { ...step, position: placeFor(now, at, place) }, at))
    edit(step.id, false)
    go(step.id)
  }
  const remove = (ids: ReadonlySet<string> = chosen) => {
    const steps = new Set([...ids].filter((id) => id !== entryId))
    if (steps.size === 0 && way !== undefined) {
      change((now) => connect(now, way, null))
      setWay(undefined)
      return
    }
    if (steps.size === 0) return
    const [first] = steps
    const before = graph.steps.find((step) => Object.values(step.next).includes(first ?? ""))
    change((now) => removeSteps(now, steps))
    if (open !== null && steps.has(open)) onOpen(null)
    go(before === undefined || steps.has(before.id) ? entryId : before.id)
  }
  const clipboard = useClipboard({
    root,
    copied: () => copied(graph, chosen),
    onPaste: (pasted) => {
      if ("problem" in pasted) return sayFailed({ code: "paste", message: pasted.problem })
      let ids: readonly string[] = []
      const at = openOutletOf(graph, [...chosen][0])
      change((now) => {
        const result = paste(now, pasted.steps, newLocalId, at)
        ids = result.ids
        return isPlacedByHand(now) ? placed(result.graph) : tidied(result.graph)
      })
      setChosen(new Set(ids))
      const [first] = ids
      if (first !== undefined) area.current?.show(first)
    },
  })
  const copy = (ids: ReadonlySet<string>) => {
    const steps = copied(graph, ids)
    void clipboard.copy(steps)
    sayDone(steps.length === 1 ? "The step was copied." : `${steps.length} steps were copied.`)
  }
  const close = () => {
    const id = open
    onOpen(null)
    if (id !== null) go(id)
  }
  const onConnect = (from: Origin, to: string | null) => change((now) => connect(now, from, to))
  const panel =
    openStep !== undefined ? (
      <StepPanel
        key={openStep.id}
        step={openStep}
        place={graph.steps.indexOf(openStep)}
        graph={graph}
        of={of}
        problems={problems.filter(({ step_id }) => step_id === openStep.id)}
        takesFocus={takesFocus || !isWide}
        onChange={(step) => change((now) => changeStep(now, step), step.id)}
        onConnect={onConnect}
        onCopy={() => copy(new Set([openStep.id]))}
        onRemove={() => remove(new Set([openStep.id]))}
        onClose={close}
      />
    ) : open === entryId ? (
      <EntryPanel
        graph={graph}
        of={of}
        takesFocus={takesFocus || !isWide}
        onChange={(variants) => change((now) => ({ ...now, variants }), entryId)}
        onConnect={onConnect}
        onClose={close}
      />
    ) : null
  const dialog =
    addingAt === undefined ? null : (
      <ChooseKind
        where={placeWords(graph, addingAt)}
        onChoose={(kind) => {
          setAddingAt(undefined)
          add(kind, addingAt)
        }}
        onClose={() => setAddingAt(undefined)}
      />
    )
  const keys = keysOf({ drawing, onRemove: () => remove(), onGo: go, onClose: () => onOpen(null) })
  if (!isWide) {
    return (
      <div ref={root}>
        {panel ?? (
          <StepList
            graph={graph}
            names={of.names}
            entrySentence={entrySentence}
            marks={marks}
            onOpen={(id) => edit(id, true)}
            onAdd={setAddingAt}
          />
        )}
        {dialog}
      </div>
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what is in it
    <div
      ref={root}
      tabIndex={-1}
      className={`${classes.builder} ${panel === null ? "" : classes.withPanel}`}
      onKeyDown={keys}
    >
      <div className={classes.tools}>
        <Toolbar
          drawing={drawing}
          chosen={[...chosen].filter((id) => id !== entryId).length}
          onCopy={() => copy(chosen)}
          onPaste={() => void clipboard.paste()}
          onRemove={() => remove()}
          onTidy={() => change(tidied)}
          onFind={(id) => {
            go(id)
            edit(id, false)
          }}
        />
      </div>
      <Palette onAdd={(kind) => add(kind, openOutletOf(graph, [...chosen][0]))} />
      <DrawingArea
        label="Canvas"
        graph={graph}
        names={of.names}
        entrySentence={entrySentence}
        marks={marks}
        numbers={undefined}
        chosen={chosen}
        way={way}
        handle={area}
        onChoose={setChosen}
        onWay={setWay}
        onOpen={edit}
        edits={{
          add: setAddingAt,
          drop: add,
          connect: onConnect,
          move: (places) => change((now) => placed(now, places)),
        }}
      />
      {panel}
      {graph.steps.length === 0 ? (
        <Text size="sm" c="dimmed" className={classes.below ?? ""}>
          Drag a step into the drawing, or press the + of the entry.
        </Text>
      ) : null}
      {dialog}
    </div>
  )
}

/** Where a new step is drawn: null where all are laid out by rule. */
function placeFor(graph: Graph, at: Origin | undefined, dropped: Place | undefined): Place | null {
  if (!isPlacedByHand(graph)) return null
  if (dropped !== undefined && at === undefined)
    return { x: Math.round(dropped.x - 124), y: Math.round(dropped.y - 30) }
  const from = placesOf(graph).get(at?.step ?? entryId)
  return from === undefined ? null : { x: from.x, y: from.y + stepHeight + 72 }
}

/** The first outlet of a step that leads nowhere; of nothing that of the entry. */
function openOutletOf(graph: Graph, id: string | undefined): Origin | undefined {
  const step = id === undefined || id === entryId ? undefined : stepWith(graph, id)
  const origins: Origin[] =
    step === undefined
      ? graph.variants.map((variant) => ({ step: null, outlet: variant.id }))
      : outletsOfDraft(step).map((outlet) => ({ step: step.id, outlet: outlet.id }))
  return origins.find((origin) => targetOf(graph, origin) === null)
}

function placeWords(graph: Graph, { step, outlet }: Origin): string {
  const from = step === null ? undefined : stepWith(graph, step)
  if (from === undefined) return "after the entry"
  const outlets = outletsOfDraft(from)
  const named = outlets.find(({ id }) => id === outlet)
  const name = nameOfStep(from)
  return outlets.length < 2 || named === undefined ? `after ${name}` : `after ${name}, ${nameOfOutlet(named)}`
}

/** How much is wrong with each step: what the server said of it as it is saved, and what the form says of it now. */
function marksOf(
  { steps }: Graph,
  problems: readonly CanvasProblem[],
  errors: Surroundings["errors"],
): ReadonlyMap<string, StepMark> {
  const marks = new Map<string, StepMark>()
  const more = (id: string, mark: Partial<StepMark>) => {
    const known = marks.get(id) ?? { errors: 0, warnings: 0 }
    marks.set(id, {
      errors: known.errors + (mark.errors ?? 0),
      warnings: known.warnings + (mark.warnings ?? 0),
    })
  }
  for (const { step_id, severity } of problems)
    if (step_id !== null) more(step_id, severity === "error" ? { errors: 1 } : { warnings: 1 })
  for (const path of Object.keys(errors)) {
    const [, place] = /^steps\.(\d+)\./.exec(path) ?? []
    const step: StepDraft | undefined = place === undefined ? undefined : steps[Number(place)]
    if (step !== undefined && errors[path]) more(step.id, { errors: 1 })
  }
  return marks
}
