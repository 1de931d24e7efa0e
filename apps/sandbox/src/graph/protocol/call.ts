/** A Graph call that has found its object and its caller. */
import type { Running } from "../../running.ts"
import type { GraphObject } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import type { Caller } from "./access.ts"
import type { Disturbance } from "./disturbance.ts"
import { type FieldRequest, parseFields } from "./fields.ts"
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

/** Where this very list is read, for `next` and `previous`. */
export function urlOf(request: GraphRequest): string {
  return `${request.publicUrl}/${request.version}/${request.path.join("/")}`
}
