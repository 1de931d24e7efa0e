/** A canvas that people enter as a request asks: now, or when its time has come. */
import { type Filter, mostContextBytes } from "@parley/model"
import { broadcast, contextFor, enterByApi, type OpenCanvas, readApiEntrance } from "../../canvas/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Asked } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readConnectedAudience } from "../messaging/connected-audience.ts"
import {
  type GivenRecipient,
  readBroadcast,
  readProperties,
  readRecipients,
} from "../messaging/recipients.ts"
import type { FoundRecipient, SendTime } from "../messaging/trigger-send.ts"

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** As Braze answers where there is no such canvas. */
export const noCanvas = () => new Fatal("canvas_id must be a string of the Canvas api identifier")

/** @throws Fatal 400 */
export function readCanvasId(value: unknown): string {
  if (typeof value === "string" && uuid.test(value)) return value.toLowerCase()
  throw noCanvas()
}

/** What is kept of a request, if it is for later. */
export interface CanvasSend {
  canvasId: string
  isBroadcast: boolean
  shared: Record<string, unknown>
  audience: Filter | null
}

/** Under its present name, or the one before. @throws Fatal 400 */
function readGivenContext({ context, canvas_entry_properties: older }: Asked["input"]) {
  return context === undefined
    ? readProperties(older, "canvas_entry_properties", mostContextBytes)
    : readProperties(context, "context", mostContextBytes)
}

/** @throws Fatal 400 */
export function readCanvasSend(input: Asked["input"]): { send: CanvasSend; given: GivenRecipient[] } {
  const given = readRecipients(input.recipients, readGivenContext)
  const send = {
    canvasId: readCanvasId(input.canvas_id),
    shared: readGivenContext(input),
    isBroadcast: readBroadcast(input.broadcast, given.length),
    audience: input.audience === undefined ? null : readConnectedAudience(input.audience),
  }
  return { send, given }
}

/** A canvas that people can enter, or what Braze says of one that they cannot. */
export type Entrance = { canvas: OpenCanvas; notice?: undefined } | { canvas?: undefined; notice: string }

const notices = {
  archived: "The Canvas is archived. Unarchive the Canvas to ensure trigger requests will take effect.",
  inactive: "The Canvas is paused. Resume the Canvas to ensure trigger requests will take effect.",
  closed:
    "Nobody enters the Canvas now. Change when people enter to ensure trigger requests will take effect.",
}

/** @throws Fatal 400 where there is no such canvas, or it is not entered by the API */
export async function entranceOf(
  tx: Tx,
  scope: { workspaceId: string; canvasId: string; now: Date },
): Promise<Entrance> {
  const { workspaceId, canvasId: id, now } = scope
  const row = tx.selectFrom("canvases").select("archived_at").where("id", "=", id)
  const known = await row.where("workspace_id", "=", workspaceId).executeTakeFirst()
  if (known === undefined) throw noCanvas()
  if (known.archived_at !== null) return { notice: notices.archived }
  const entrance = await readApiEntrance(tx, { id, workspaceId, now })
  if (entrance.kind === "open") return { canvas: entrance.canvas }
  if (entrance.kind !== "not_api") return { notice: notices[entrance.kind] }
  throw new Fatal("Bad Request: the Canvas is not API-triggered.")
}

/** Refuses what does not fit the canvas before anything is written. @throws Fatal 400 */
export function checkContexts(
  canvas: OpenCanvas,
  { shared }: CanvasSend,
  given: readonly Pick<GivenRecipient, "properties">[],
): void {
  try {
    for (const { properties } of given.length === 0 ? [{ properties: {} }] : given)
      contextFor(canvas, { ofAll: shared, own: properties, field: "context" })
  } catch (error) {
    if (error instanceof Problem && error.code === "invalid_request")
      throw new Fatal(`Bad Request: 'context' is not valid: ${error.message}`)
    throw error
  }
}

/** Has them enter. @throws Problem invalid_request */
export async function sendCanvas(
  tx: Tx,
  canvas: OpenCanvas,
  { isBroadcast, shared, audience }: CanvasSend,
  found: readonly FoundRecipient[],
  { now, local }: SendTime,
): Promise<void> {
  const among = audience ?? undefined
  if (isBroadcast) return broadcast(tx, canvas, { among, context: shared, local, now })
  const people = found.map(({ contactId, properties }) => ({
    contactId,
    context: contextFor(canvas, { ofAll: shared, own: properties, field: "context" }),
  }))
  await enterByApi(tx, canvas, people, { among, now })
}
