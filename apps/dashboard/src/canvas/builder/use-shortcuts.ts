import type { KeyboardEvent } from "react"
import { type Direction, neighbour } from "../editing/graph.ts"
import { entryId } from "../editing/layout.ts"
import type { Drawing } from "../editing/use-canvas-form.ts"
import { isTyping } from "./use-clipboard.ts"

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
}

/** What keys do in a builder, outside of texts: arrows go from step to step, Delete removes, Ctrl+Z and Ctrl+Y undo and redo. */
export function keysOf({
  drawing,
  onRemove,
  onGo,
  onClose,
}: {
  drawing: Drawing
  onRemove: () => void
  onGo: (id: string) => void
  onClose: () => void
}) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (isTyping(event.target) || event.altKey) return
    const isOfStep = event.target instanceof HTMLElement ? event.target.dataset.step : undefined
    const act = actFor(event, isOfStep)
    if (act === undefined) return
    event.preventDefault()
    act()
  }

  function actFor(
    { key, ctrlKey, metaKey, shiftKey, currentTarget, target }: KeyboardEvent<HTMLElement>,
    step: string | undefined,
  ): (() => void) | undefined {
    const isMod = ctrlKey || metaKey
    const letter = key.toLowerCase()
    if (isMod && letter === "z") return shiftKey ? drawing.redo : drawing.undo
    if (isMod && letter === "y") return drawing.redo
    if (isMod) return undefined
    const isInDrawing = target === currentTarget || step !== undefined
    if (isInDrawing && (key === "Delete" || key === "Backspace")) return onRemove
    if (key === "Escape" && isInDrawing) return onClose
    const direction = directions[key]
    if (direction === undefined || step === undefined) return undefined
    const to = neighbour(drawing.graph, step === entryId ? null : step, direction)
    return to === undefined ? undefined : () => onGo(to ?? entryId)
  }
}
