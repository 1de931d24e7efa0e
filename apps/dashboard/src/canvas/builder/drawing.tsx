import "@xyflow/react/dist/style.css"
import { useComputedColorScheme } from "@mantine/core"
import type { StepKindName } from "@parley/model"
import {
  applyEdgeChanges,
  applyNodeChanges,
  Background,
  Controls,
  MarkerType,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react"
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react"
import { isSameOrigin, type Origin } from "../editing/graph.ts"
import { entryId, type Place } from "../editing/layout.ts"
import { paletteKinds } from "../steps/index.ts"
import { draggedKind } from "./dragged-kind.ts"
import classes from "./drawing.module.css"
import { edgesOf, nodesOf, originIn, type Shown, type StepNode, type WayEdge } from "./drawn.ts"
import { DrawingActions, StepCard } from "./step-node.tsx"
import { Way } from "./way.tsx"

const nodeTypes = { step: StepCard }
const edgeTypes = { way: Way }

/** The + below a step. */
const belowPx = 40

/** What can be done in it. */
interface DrawingEdits {
  add: (at: Origin) => void
  drop: (kind: StepKindName, at: Origin | undefined, place: Place) => void
  connect: (from: Origin, to: string) => void
  move: (places: ReadonlyMap<string, Place>) => void
}

/** How what is around it moves it. */
export interface DrawingHandle {
  /** Brings a step into view, and gives it the focus. */
  show: (id: string) => void
}

interface DrawingProps extends Shown {
  label: string
  /** The steps that are chosen, or the entry. */
  chosen: ReadonlySet<string>
  /** The way that is chosen. */
  way?: Origin | undefined
  onChoose: (change: (before: ReadonlySet<string>) => ReadonlySet<string>) => void
  onWay?: (way: Origin | undefined) => void
  /** @param byKeyboard the focus is to follow */
  onOpen: (id: string, byKeyboard: boolean) => void
  /** Without it, it is only looked at. */
  edits?: DrawingEdits | undefined
  handle?: Ref<DrawingHandle>
}

/** A canvas as a drawing. */
export const DrawingArea = (props: DrawingProps) => (
  <ReactFlowProvider>
    <Area {...props} />
  </ReactFlowProvider>
)

function Area({ label, chosen, way, onChoose, onWay, onOpen, edits, handle, ...shown }: DrawingProps) {
  const scheme = useComputedColorScheme()
  const flow = useReactFlow<StepNode, WayEdge>()
  const root = useRef<HTMLDivElement>(null)
  const { graph, names, entrySentence, marks, numbers } = shown
  const known = useRef<ReadonlyMap<string, StepNode>>(new Map())
  const drawn = useMemo(() => {
    const nodes = nodesOf({ graph, names, entrySentence, marks, numbers }, known.current)
    known.current = new Map(nodes.map((node) => [node.id, node]))
    return nodes
  }, [graph, names, entrySentence, marks, numbers])
  // While steps are dragged, their places are here alone.
  const [nodes, setNodes] = useState<StepNode[]>(drawn)
  const [edges, setEdges] = useState<WayEdge[]>(() => edgesOf(graph))
  useEffect(() => {
    setNodes((before) => {
      const kept = new Map(before.map((node) => [node.id, node]))
      return drawn.map((node) => {
        const old = kept.get(node.id)
        const selected = chosen.has(node.id)
        if (
          old !== undefined &&
          old.data === node.data &&
          isAt(old, node) &&
          (old.selected ?? false) === selected
        )
          return old
        return { ...node, selected, ...(old?.measured === undefined ? {} : { measured: old.measured }) }
      })
    })
  }, [drawn, chosen])
  useEffect(() => {
    setEdges(
      edgesOf(graph).map((edge) => ({
        ...edge,
        selected: way !== undefined && edge.data !== undefined && isSameOrigin(edge.data.origin, way),
      })),
    )
  }, [graph, way])
  const bringIntoView = (id: string) => {
    const node = flow.getInternalNode(id)
    const box = root.current?.getBoundingClientRect()
    if (node === undefined || box === undefined) return
    const { x, y } = node.internals.positionAbsolute
    const [width, height] = [node.width ?? 0, node.height ?? 0]
    const from = flow.flowToScreenPosition({ x, y })
    const to = flow.flowToScreenPosition({ x: x + width, y: y + height })
    // What is under a step, and the map that lies on the drawing, count.
    const map = root.current?.querySelector(".react-flow__minimap")?.getBoundingClientRect()
    const isCovered = map !== undefined && to.x > map.left && to.y + belowPx > map.top
    const isInside =
      from.x >= box.left && to.x <= box.right && from.y >= box.top && to.y + belowPx <= box.bottom
    const isSeen = isInside && !isCovered
    if (!isSeen) void flow.setCenter(x + width / 2, y + height / 2, { zoom: Math.max(0.6, flow.getZoom()) })
  }
  const focusOn = (id: string): boolean => {
    const card = root.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(id)}"]`)
    card?.focus({ preventScroll: true })
    if (card) bringIntoView(id)
    return Boolean(card)
  }
  useImperativeHandle(handle, () => ({
    show: (id) => {
      // One that is new is not drawn yet.
      if (!focusOn(id)) requestAnimationFrame(() => requestAnimationFrame(() => focusOn(id)))
    },
  }))
  // What is edited stays in sight when its panel takes some of the room.
  const resized = useRef(() => {})
  resized.current = () => {
    const [first] = chosen
    if (chosen.size === 1 && first !== undefined) bringIntoView(first)
  }
  useEffect(() => {
    if (root.current === null) return
    const observer = new ResizeObserver(() => requestAnimationFrame(() => resized.current()))
    observer.observe(root.current)
    return () => observer.disconnect()
  }, [])
  const originOfDrop = (event: React.DragEvent): Origin | undefined => {
    const over = document.elementFromPoint(event.clientX, event.clientY)
    const key = over?.closest<HTMLElement>("[data-origin]")?.dataset.origin
    return key === undefined ? undefined : originIn(key)
  }
  return (
    <section
      ref={root}
      className={classes.drawing}
      aria-label={label}
      onFocusCapture={(event) => {
        const id = event.target instanceof HTMLElement ? event.target.dataset.step : undefined
        if (id !== undefined && event.target.matches(":focus-visible")) bringIntoView(id)
      }}
      {...(edits === undefined
        ? {}
        : {
            onDragOver: (event) => {
              if (!event.dataTransfer.types.includes(draggedKind)) return
              event.preventDefault()
              event.dataTransfer.dropEffect = "copy"
            },
            onDrop: (event) => {
              const given = event.dataTransfer.getData(draggedKind)
              const kind = paletteKinds.find((one) => one === given)
              if (kind === undefined) return
              event.preventDefault()
              const place = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })
              edits.drop(kind, originOfDrop(event), place)
            },
          })}
    >
      <DrawingActions value={edits}>
        <ReactFlow<StepNode, WayEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          defaultEdgeOptions={{ markerEnd: { type: MarkerType.ArrowClosed } }}
          colorMode={scheme}
          fitView
          fitViewOptions={{ maxZoom: 1, minZoom: 0.4, padding: 0.15 }}
          minZoom={0.1}
          maxZoom={1.5}
          nodesFocusable={false}
          edgesFocusable={false}
          nodesConnectable={edits !== undefined}
          nodesDraggable={edits !== undefined}
          nodeDragThreshold={4}
          deleteKeyCode={null}
          disableKeyboardA11y
          proOptions={{ hideAttribution: true }}
          // Told of what members choose alone, not of what is chosen for them.
          onNodesChange={(changes) => {
            setNodes((before) => applyNodeChanges(changes, before))
            const choices = changes.filter((change) => change.type === "select")
            if (choices.length > 0) onChoose((before) => withChoices(before, choices))
          }}
          onEdgesChange={(changes) => {
            setEdges((before) => applyEdgeChanges(changes, before))
            const choices = changes.filter((change) => change.type === "select")
            const added = choices.find(({ selected }) => selected)
            if (choices.length > 0) onWay?.(added && originIn(added.id))
          }}
          onNodeClick={(event, { id }) => {
            if (!event.shiftKey && !event.ctrlKey && !event.metaKey) onOpen(id, event.detail === 0)
          }}
          {...(edits === undefined
            ? {}
            : {
                onNodeDragStop: (_event, _node, moved) =>
                  edits.move(new Map(moved.map(({ id, position }) => [id, position]))),
                onSelectionDragStop: (_event, moved) =>
                  edits.move(new Map(moved.map(({ id, position }) => [id, position]))),
                onConnect: ({ source, sourceHandle, target }) => {
                  if (sourceHandle === null) return
                  edits.connect({ step: source === entryId ? null : source, outlet: sourceHandle }, target)
                },
              })}
        >
          <Background />
          <Controls showInteractive={false} />
          <MiniMap pannable zoomable className={classes.map ?? ""} ariaLabel="Map of the canvas" />
        </ReactFlow>
      </DrawingActions>
    </section>
  )
}

function withChoices(
  before: ReadonlySet<string>,
  choices: readonly { id: string; selected: boolean }[],
): ReadonlySet<string> {
  const after = new Set(before)
  for (const { id, selected } of choices) {
    if (selected) after.add(id)
    else after.delete(id)
  }
  return after
}

const isAt = (one: StepNode, { position }: StepNode): boolean =>
  one.position.x === position.x && one.position.y === position.y
