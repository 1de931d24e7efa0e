/** The headers of a Graph answer and the trace id in them. */
import { randomBytes } from "node:crypto"
import { noAppUsage } from "../graph/protocol/usage.ts"

const idLength = 22
const idsInPool = 1_000
let pool = ""
let used = 0

/** 23 characters, the first an A. Random letters are drawn for a thousand ids at a time: one draw costs more than the rest of an answer's headers. */
export function newTraceId(): string {
  if (used === pool.length) {
    pool = randomBytes((idsInPool * idLength * 3) / 4).toString("base64url")
    used = 0
  }
  const id = pool.slice(used, used + idLength)
  used += idLength
  return `A${id}`
}

/** Raw header list for `writeHead`, of a call that used up nothing. */
export function graphHeaders(version: string, traceId: string, contentLength: number): string[] {
  return [
    "cache-control",
    "private, no-cache, no-store, must-revalidate",
    "expires",
    "Sat, 01 Jan 2000 00:00:00 GMT",
    "pragma",
    "no-cache",
    "access-control-allow-origin",
    "*",
    "strict-transport-security",
    "max-age=15552000; preload",
    "vary",
    "Origin, Accept-Encoding",
    "x-app-usage",
    noAppUsage,
    "x-fb-rlafr",
    "0",
    "x-fb-rev",
    "1030000000",
    "content-type",
    "application/json",
    "facebook-api-version",
    version,
    "x-fb-request-id",
    traceId,
    "x-fb-trace-id",
    traceId,
    "x-fb-debug",
    traceId,
    "content-length",
    String(contentLength),
  ]
}
