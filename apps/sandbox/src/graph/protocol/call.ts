/** A Graph call that has found its object and its caller. */
import type { Running } from "../../running.ts"
import type { GraphObject } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import type { Caller } from "./access.ts"
import type { Disturbance } from "./disturbance.ts"
import { type FieldRequest, type NodeShape, parseFields, readNode, requireKnown } from "./fields.ts"
import { type Page, page } from "./paging.ts"
import { type Answer, type GraphRequest, text } from "./request.ts"

export interface Call<T> {
  running: Running
  world: World
  request: GraphRequest
  caller: Caller
  object: T
}

type Result = Answer | Disturbance
type Edge<T> = (call: Call<T>) => Result | Promise<Result>

/** Edges of one type of object, by method and name: `"POST messages"`; the object itself is `"GET "`. */
export type Edges<T extends GraphObject> = Readonly<Record<string, Edge<T>>>

/** The `fields` parameter, undefined for the defaults. */
export function askedFields(request: GraphRequest): FieldRequest[] | undefined {
  const list = text(request.params, "fields")
  return list === undefined || list === "" ? undefined : parseFields(list)
}

/** A page of nodes with the fields that are asked for. */
export function pageOfNodes<T extends { id: string }>(
  nodes: readonly T[],
  request: GraphRequest,
  shape: NodeShape<T>,
  maxLimit?: number,
): Page {
  const fields = askedFields(request)
  requireKnown(fields, shape)
  return page(nodes, request, (node) => readNode(node, shape, fields), maxLimit)
}
