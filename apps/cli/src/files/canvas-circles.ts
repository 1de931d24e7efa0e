/** New canvases that send people to each other: each is made before it is told of those that come after it. Pure. */
import { isMembers, type Members } from "./yaml-file.ts"

/**
 * @param isLater whether an id is of a canvas that is not made yet
 * @returns how it is made, and the steps that it gets once all are; undefined: it is made with them
 */
export function apart(canvas: Members, isLater: (id: string) => boolean): { made: Members; steps: unknown } {
  const { steps } = canvas
  if (!Array.isArray(steps)) return { made: canvas, steps: undefined }
  const names = (step: unknown): step is Members =>
    isMembers(step) && typeof step.canvas_id === "string" && isLater(step.canvas_id)
  if (!steps.some(names)) return { made: canvas, steps: undefined }
  const first = steps.map((step: unknown) => (names(step) ? { ...step, canvas_id: null } : step))
  return { made: { ...canvas, steps: first }, steps }
}
