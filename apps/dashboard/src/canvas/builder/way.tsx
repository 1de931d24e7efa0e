import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from "@xyflow/react"
import { memo, use } from "react"
import classes from "./drawing.module.css"
import type { WayEdge } from "./drawn.ts"
import { AddHere, DrawingActions } from "./step-node.tsx"

/** The way from an outlet to a step, with a + between them. */
export const Way = memo(function Way(props: EdgeProps<WayEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data, markerEnd } = props
  const actions = use(DrawingActions)
  const [path, x, y] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
  })
  return (
    <>
      <BaseEdge id={id} path={path} {...(markerEnd === undefined ? {} : { markerEnd })} />
      {data === undefined || actions === undefined ? null : (
        <EdgeLabelRenderer>
          <div
            className={`${classes.onWay} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            <AddHere origin={data.origin} label="Add a step here" onAdd={actions.add} />
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
})
