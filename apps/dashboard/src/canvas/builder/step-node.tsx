import { IconAlertCircle, IconAlertTriangle, IconLogin2, IconNote, IconPlus } from "@tabler/icons-react"
import { Handle, type NodeProps, Position } from "@xyflow/react"
import { createContext, memo, use } from "react"
import { useAmount } from "../../look/time/notation.ts"
import type { Origin } from "../editing/graph.ts"
import { formOf } from "../steps/index.ts"
import classes from "./drawing.module.css"
import { keyOf, type StepNode } from "./drawn.ts"

/** What can be done in a drawing; undefined: it is only looked at. */
export const DrawingActions = createContext<{ add: (at: Origin) => void } | undefined>(undefined)

/** A step, or the entry. */
export const StepCard = memo(function StepCard({ id, data, selected }: NodeProps<StepNode>) {
  const { step, name, sentence, outlets, mark, numbers } = data
  const actions = use(DrawingActions)
  const amount = useAmount()
  const Icon = step === null ? IconLogin2 : formOf(step.kind).icon
  return (
    <div className={classes.step} {...(selected ? { "data-selected": true } : {})}>
      {step === null ? null : (
        <Handle type="target" position={Position.Top} isConnectable={actions !== undefined} />
      )}
      <button type="button" className={classes.main} data-step={id}>
        <Icon size={18} aria-hidden />
        <span className={classes.name}>{name}</span>
        <span className={classes.marks}>
          {step !== null && step.note !== "" ? (
            <IconNote size={15} role="img" aria-label="With a note" />
          ) : null}
          {mark !== undefined && mark.errors > 0 ? (
            <IconAlertCircle
              size={16}
              className={classes.error}
              role="img"
              aria-label={`${mark.errors} to fix`}
            />
          ) : mark !== undefined && mark.warnings > 0 ? (
            <IconAlertTriangle
              size={16}
              className={classes.warning}
              role="img"
              aria-label={`${mark.warnings} to look at`}
            />
          ) : null}
        </span>
        <span className={classes.sentence}>
          {numbers === undefined
            ? sentence
            : `${amount(numbers.entered)} entered · ${amount(numbers.waiting)} ${step === null ? "under way" : "waiting"}`}
        </span>
      </button>
      {outlets.length === 0 ? null : (
        <div className={classes.outlets}>
          {outlets.map((outlet) => (
            <div key={outlet.id} className={classes.outlet}>
              {outlets.length === 1 && step !== null ? null : <span title={outlet.name}>{outlet.name}</span>}
              {outlet.people === undefined ? null : (
                <span className={classes.count}>{amount(outlet.people)}</span>
              )}
              <Handle
                type="source"
                id={outlet.id}
                position={Position.Bottom}
                isConnectable={actions !== undefined}
              />
              {outlet.isOpen && actions !== undefined ? (
                <AddHere
                  origin={{ step: step === null ? null : id, outlet: outlet.id }}
                  label={`Add a step after ${name}${outlets.length === 1 ? "" : `, ${outlet.name}`}`}
                  onAdd={actions.add}
                />
              ) : null}
            </div>
          ))}
        </div>
      )}
    </div>
  )
})

export function AddHere({
  origin,
  label,
  onAdd,
}: {
  origin: Origin
  label: string
  onAdd: (at: Origin) => void
}) {
  return (
    <button
      type="button"
      className={`${classes.add} nodrag nopan`}
      aria-label={label}
      title={label}
      // What is dragged from the palette is dropped here.
      data-origin={keyOf(origin)}
      onClick={(event) => {
        event.stopPropagation()
        onAdd(origin)
      }}
    >
      <IconPlus size={14} aria-hidden />
    </button>
  )
}
