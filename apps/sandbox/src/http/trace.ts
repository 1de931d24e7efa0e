/** The headers of a Graph answer and the trace id in them. */
import { randomBytes } from "node:crypto"

const POOL_BYTES = 16 * 1024
const ID_BYTES = 16
let pool = randomBytes(POOL_BYTES)
let used = 0

/** 23 characters, the first an A. Random bytes are drawn a thousand ids at a time: one draw costs more than the rest of an answer's headers. */
export function newTraceId(): string {
  if (used + ID_BYTES > POOL_BYTES) {
    pool = randomBytes(POOL_BYTES)
    used = 0
  }
  const id = pool.toString("base64url", used, used + ID_BYTES)
  used += ID_BYTES
  return `A${id}`
}

const CONSTANT_HEADERS = [
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
  '{"call_count":0,"total_cputime":0,"total_time":0}',
  "x-fb-rlafr",
  "0",
  "x-fb-rev",
  "1030000000",
]

/** Raw header list for `writeHead`. */
export function graphHeaders(version: string, traceId: string, contentLength: number): string[] {
  return CONSTANT_HEADERS.concat(
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
  )
}
