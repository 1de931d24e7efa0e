/** People enter a canvas because a request says so. */
import { type Filter, mostContextBytes } from "@parley/model"
import { v7 } from "uuid"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { readOpen } from "../tasks/send-on.ts"
import { enter, type OpenCanvas } from "./enter.ts"
import { readContext } from "./read-context.ts"

/**
 * Whether requests have people enter a canvas: `inactive` is one that is a draft or was stopped, `not_api` one that is entered in another
 * way, and `closed` one of which it is too early or too late.
 */
export type ApiEntrance =
  | { kind: "open"; canvas: OpenCanvas }
  | { kind: "inactive" }
  | { kind: "not_api" }
  | { kind: "closed" }

/** @throws Problem not_found */
export async function readApiEntrance(
  tx: Tx,
  { id, workspaceId, now }: { id: string; workspaceId: string; now: Date },
): Promise<ApiEntrance> {
  found(await tx.selectFrom("canvases").select("id").where("id", "=", id).executeTakeFirst(), "canvas")
  const canvas = await readOpen(tx, workspaceId, id)
  if (canvas === undefined) return { kind: "inactive" }
  const { entry } = canvas.definition
  if (entry.kind !== "api") return { kind: "not_api" }
  const isEarly = entry.from !== null && now < new Date(entry.from)
  const isLate = entry.until !== null && now >= new Date(entry.until)
  return isEarly || isLate ? { kind: "closed" } : { kind: "open", canvas }
}

/** What a run begins with: what is said of all, and of one person. @throws Problem invalid_request */
export function contextFor(
  { definition }: OpenCanvas,
  { ofAll, own, field }: { ofAll: Context; own?: Context | undefined; field: string },
): Context {
  const context = readContext(definition, { ...ofAll, ...own }, field)
  if (Buffer.byteLength(JSON.stringify(context)) <= mostContextBytes) return context
  throw new Problem("invalid_request", "What a run begins with has at most 50 KB as JSON.", { field })
}

type Context = Readonly<Record<string, unknown>>

export interface ApiEntrant {
  contactId: string
  context: Context
}

/**
 * Has these people enter who are in the audience, as far as the rules of the canvas let them.
 * @param among only those who match it as well
 * @returns the places of those that entered
 */
export function enterByApi(
  tx: Tx,
  canvas: OpenCanvas,
  people: readonly ApiEntrant[],
  { among, now }: { among?: Filter | undefined; now: Date },
): Promise<number[]> {
  const request = Buffer.from(v7().replaceAll("-", ""), "hex")
  const entrants = people.map(({ contactId, context }, place) => ({
    contactId,
    key: Buffer.concat([request, Buffer.from(String(place))]),
    context,
  }))
  return enter(tx, among === undefined ? canvas : narrowed(canvas, among), entrants, { now })
}

/** The canvas, for a part of its audience. */
export const narrowed = (canvas: OpenCanvas, among: Filter): OpenCanvas => ({
  ...canvas,
  definition: { ...canvas.definition, audience: { all: [canvas.definition.audience, among] } },
})
