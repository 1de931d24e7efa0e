/** Lists in pages: `{data, paging: {cursors, next, previous}}` with opaque cursors. */
import { invalidParameter } from "./refusal.ts"
import type { GraphRequest } from "./request.ts"

const defaultLimit = 25
const mostPerPage = 100

export interface Page {
  data: unknown[]
  paging?: { cursors: { before: string; after: string }; next?: string; previous?: string }
}

/**
 * Cuts the page that `limit`, `after` and `before` ask for. Like Meta's, `next` holds the access token, however it
 * came: it is enough to follow it. An empty list has no paging.
 */
export function page<T>(
  items: readonly T[],
  request: GraphRequest,
  show: (item: T) => unknown,
  maxLimit = mostPerPage,
): Page {
  const { params } = request
  const limit = limitOf(params.limit, maxLimit)
  const before = params.before === undefined ? undefined : readCursor(String(params.before))
  const start =
    before === undefined
      ? params.after === undefined
        ? 0
        : readCursor(String(params.after)) + 1
      : Math.max(0, before - limit)
  const end = before === undefined ? start + limit : before
  const slice = items.slice(start, end)
  if (slice.length === 0) return { data: [] }
  const cursors = { before: writeCursor(start), after: writeCursor(start + slice.length - 1) }
  const url = `${request.publicUrl}/${request.version}/${request.path.join("/")}`
  const link = (cursor: Record<string, string>) => `${url}?${queryOf(request, limit, cursor)}`
  return {
    data: slice.map(show),
    paging: {
      cursors,
      ...(start + slice.length < items.length ? { next: link({ after: cursors.after }) } : {}),
      ...(start > 0 ? { previous: link({ before: cursors.before }) } : {}),
    },
  }
}

function limitOf(value: unknown, maxLimit: number): number {
  if (value === undefined) return defaultLimit
  const limit = Number(value)
  if (!Number.isInteger(limit) || limit < 1) throw invalidParameter("Param limit must be a positive integer.")
  return Math.min(limit, maxLimit)
}

function queryOf(
  { params, accessToken }: GraphRequest,
  limit: number,
  cursor: Record<string, string>,
): string {
  const query = new URLSearchParams()
  if (accessToken !== undefined) query.set("access_token", accessToken)
  for (const [name, value] of Object.entries(params)) {
    if (name === "after" || name === "before" || name === "limit") continue
    query.set(name, typeof value === "string" ? value : JSON.stringify(value))
  }
  query.set("limit", String(limit))
  for (const [name, value] of Object.entries(cursor)) query.set(name, value)
  return query.toString()
}

/** base64 with `=` written as ZD, as Meta's offset cursors are seen to be: 0 → MAZDZD. */
function writeCursor(offset: number): string {
  return Buffer.from(String(offset)).toString("base64").replaceAll("Z", "ZA").replaceAll("=", "ZD")
}

function readCursor(cursor: string): number {
  const offset = Number(Buffer.from(cursor.replaceAll("ZD", "=").replaceAll("ZA", "Z"), "base64").toString())
  if (cursor === "" || !Number.isInteger(offset) || offset < 0)
    throw invalidParameter("Invalid cursors values.")
  return offset
}
