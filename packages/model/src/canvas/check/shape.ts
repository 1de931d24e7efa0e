/** What is not finished, and ways that lead nowhere. */
import { outletsOf } from "../steps/index.ts"
import { type CanvasProblem, type Checked, errorAt, warningAt } from "./problem.ts"

export const checkShape = (checked: Checked): CanvasProblem[] => [
  ...checkNumber(checked),
  ...checkFirsts(checked),
  ...checkUnreachable(checked),
  ...checkNexts(checked),
  ...checked.steps.flatMap(checkUnfinished),
]

const checkNumber = ({ definition }: Checked): CanvasProblem[] =>
  definition.number_id === null
    ? [
        errorAt({
          ...{ code: "number_missing", stepId: null, field: "number_id" },
          message: "No number is chosen.",
          help: "Choose the number that its messages are sent from, and that answers come to.",
        }),
      ]
    : []

const checkFirsts = ({ definition: { steps, variants } }: Checked): CanvasProblem[] =>
  variants.flatMap(({ first, name, weight }, place) => {
    const field = `variants.${place}.first`
    if (first !== null && !steps.some(({ id }) => id === first))
      return [
        errorAt({
          ...{ code: "step_missing", stepId: null, field },
          message: `${name} begins with a step that is not there.`,
          help: "Connect it with its first step.",
        }),
      ]
    if (first !== null || weight === 0) return []
    return [
      errorAt({
        ...{ code: "variant_without_first", stepId: null, field },
        message: `${name} has no first step: its people would leave at once.`,
        help: "Connect it with its first step. For people who get nothing, use the control group.",
      }),
    ]
  })

const checkUnreachable = ({ definition, steps }: Checked): CanvasProblem[] =>
  definition.steps
    .filter((step) => !steps.includes(step))
    .map(({ id }) =>
      warningAt({
        ...{ code: "step_unreachable", stepId: id, field: null },
        message: "Nobody can come to this step. It is not checked.",
        help: "Connect it with a step before it, or delete it.",
      }),
    )

const checkNexts = ({ definition, steps }: Checked): CanvasProblem[] => {
  const known = new Set(definition.steps.map(({ id }) => id))
  return steps.flatMap((step) =>
    outletsOf(step).flatMap(({ id: outlet }) => {
      const to = step.next[outlet]
      if (to === undefined || known.has(to)) return []
      return [
        errorAt({
          ...{ code: "step_missing", stepId: step.id, field: `next.${outlet}` },
          message: "This way leads to a step that is not there.",
          help: "Connect it with another step, or with none: then the canvas ends there.",
        }),
      ]
    }),
  )
}

function checkUnfinished(step: Checked["steps"][number]): CanvasProblem[] {
  const stepId = step.id
  if (step.kind === "message" && step.content === null)
    return [
      errorAt({
        ...{ code: "message_without_content", stepId, field: "content" },
        message: "The message is not written yet.",
        help: "Write it, or delete the step.",
      }),
    ]
  if (step.kind === "send_to_canvas" && step.canvas_id === null)
    return [
      errorAt({
        ...{ code: "canvas_not_chosen", stepId, field: "canvas_id" },
        message: "No canvas is chosen.",
        help: "Choose the canvas that people are sent to.",
      }),
    ]
  if (step.kind === "webhook" && step.url.trim() === "")
    return [
      errorAt({
        ...{ code: "webhook_without_address", stepId, field: "url" },
        message: "The webhook has no address.",
        help: "Enter the address that is called.",
      }),
    ]
  if (step.kind === "user_update" && step.changes.length === 0)
    return [
      warningAt({
        ...{ code: "nothing_to_change", stepId, field: "changes" },
        message: "Nothing is changed here.",
        help: "Add what is changed, or delete the step.",
      }),
    ]
  return []
}
