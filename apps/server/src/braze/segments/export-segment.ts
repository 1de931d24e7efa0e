import { Readable } from "node:stream"
import { savedFilterSchema } from "@parley/model"
import { ByteBudget } from "../../platform/byte-budget.ts"
import { sql } from "../../platform/database/index.ts"
import type { Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { readFilterScope, scanSql } from "../../segments/index.ts"
import type { Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readFields } from "../users/export/export-endpoints.ts"
import { type Profile, readProfiles } from "../users/export/read-profiles.ts"
import { type FileLink, filePath, linkTo, openLink, zipOf } from "./export-file.ts"
import { findSegment, readSegmentId } from "./segment-endpoints.ts"

const usersOfOnePage = 500
/** A filter may read all contacts for each page of ids. */
const idsOfOnePage = 20_000
/** A server takes headers of 16 KB, the address among them. */
const longestLink = 12_000
/** A receiver of the callback may take so long. */
const callbackMs = 10_000

/** The users of a segment, a page at a time and each page in a transaction of its own: an export may take an hour. */
async function* usersOf(
  platform: Platform,
  { workspaceId, segmentId, fields, attributes }: FileLink,
  turns: ByteBudget,
): AsyncGenerator<Profile[]> {
  const wanted = new Set(fields)
  for (let after: string | undefined; ; ) {
    const ids = await turns.hold(1, () => membersAfter(platform, { workspaceId, segmentId, after }))
    for (let at = 0; at < ids.length; at += usersOfOnePage) {
      const page = ids.slice(at, at + usersOfOnePage)
      yield await platform.db.workspace(workspaceId, (tx) =>
        readProfiles(tx, workspaceId, page, wanted, attributes),
      )
    }
    after = ids.at(-1)
    if (ids.length < idsOfOnePage) return
  }
}

/** Beneath no policy, so that the planner sees statistics: every table is of the workspace that is named. */
const membersAfter = (
  { db, rooms, clock }: Platform,
  { workspaceId, segmentId, after }: { workspaceId: string; segmentId: string; after: string | undefined },
): Promise<string[]> =>
  db.reading(async (tx) => {
    const segment = await findSegment(tx, workspaceId, segmentId)
    const filter = savedFilterSchema.parse(segment.filter)
    const scope = await readFilterScope(tx, { workspaceId, rooms, now: clock.now() }, [filter])
    const { rows } = await sql<{ id: string }>`
      SELECT id FROM (${scanSql(filter, scope)}) AS member
      WHERE ${after === undefined ? sql`true` : sql`id > ${after}`} ORDER BY id LIMIT ${idsOfOnePage}`.execute(
      tx,
    )
    return rows.map(({ id }) => id)
  })

/**
 * Answers with a link to the file, which is made as it is downloaded: it is ready at once, nothing of it is kept, and it has who is in
 * the segment then.
 */
const exportSegment: Endpoint = {
  method: "POST",
  path: "/users/export/segment",
  permission: "contacts:export",
  limit: "usual",
  answer: async ({ platform, caller: { workspaceId }, input }) => {
    const segmentId = readSegmentId(input.segment_id)
    const fields = readFields(input.fields_to_export)
    if (!fields || fields.size === 0) throw new Fatal("'fields_to_export' is required")
    const attributes = readAttributeNames(input.custom_attributes_to_export)
    const { callback_endpoint: callback } = input
    if (callback !== undefined && typeof callback !== "string")
      throw new Fatal("'callback_endpoint' must be a string")
    const problem = callback === undefined ? undefined : await platform.outgoing.problemWith(callback)
    if (problem !== undefined) throw new Fatal(`'callback_endpoint' is not valid: ${problem}`)
    await platform.db.workspace(workspaceId, (tx) => findSegment(tx, workspaceId, segmentId))
    const url = linkTo(platform, { workspaceId, segmentId, fields: [...fields], attributes })
    if (url.length > longestLink)
      throw new Fatal("'fields_to_export' and 'custom_attributes_to_export' name more than fits into a link")
    // Not waited for, and not repeated: who asked has the link already. Whatever comes of it, nobody hears of it.
    if (callback !== undefined)
      void platform.outgoing
        .post(callback, {
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ success: true, url }),
          timeoutMs: callbackMs,
          signal: new AbortController().signal,
        })
        .catch(() => undefined)
    return { body: { object_prefix: prefixOf(segmentId, platform.clock.now()), url, message: "success" } }
  },
}

const mostAttributes = 500

/** @throws Fatal 400 */
function readAttributeNames(value: unknown): string[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value) || value.some((name) => typeof name !== "string"))
    throw new Fatal("'custom_attributes_to_export' must be an array of strings")
  if (value.length > mostAttributes)
    throw new Fatal(`'custom_attributes_to_export' has at most ${mostAttributes} names`)
  return value
}

/** As Braze makes it: something of its own and the second it was asked in. */
const prefixOf = (segmentId: string, now: Date) => `${segmentId}-${Math.floor(now.getTime() / 1000)}`

/** Where the link of an export leads: the link itself proves who may have the file. */
export const exportedFiles =
  (platform: Platform): Routes =>
  async (app) => {
    // However many download: each page may walk through all contacts, and the rest of the API needs connections, too.
    const turns = new ByteBudget({ bytes: 2, waitMs: 10 * 60_000 })
    app.get(filePath, { schema: { hide: true }, exposeHeadRoute: false }, async (request, reply) => {
      const { query } = request
      const token = typeof query === "object" && query !== null && "token" in query ? query.token : undefined
      const link = openLink(platform, token)
      if (!link) return reply.status(403).send({ message: "This link is not valid, or not any more." })
      return reply
        .type("application/zip")
        .headers({ "cache-control": "no-store", "content-disposition": 'attachment; filename="segment.zip"' })
        .send(Readable.from(zipOf(usersOf(platform, link, turns))))
    })
  }

export const exportSegmentEndpoints: readonly Endpoint[] = [exportSegment]
