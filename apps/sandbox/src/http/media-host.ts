/** The host media bytes come from: it wants a signed address, and the token again. */
import type { IncomingMessage, ServerResponse } from "node:http"
import { sampleId } from "../graph/media/uploads.ts"
import { canReach } from "../graph/protocol/access.ts"
import type { Running } from "../running.ts"
import { getBlob } from "../store/blobs.ts"
import { mediaHash } from "../world/media-url.ts"

export function sendMedia(
  { world }: Running,
  message: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
): void {
  const token = /^Bearer\s+(.+)$/i.exec(message.headers.authorization ?? "")?.[1]
  const known = token === undefined ? undefined : world.tokens.get(token)
  const app = known === undefined ? undefined : world.apps.get(known.app_id)
  if (known === undefined || app === undefined || known.revoked) {
    response.writeHead(401, { "content-type": "text/plain" }).end("Authentication Error")
    return
  }
  const media = world.media.get(query.get("mid") ?? "")
  const ext = Number(query.get("ext"))
  const bytes = media === undefined ? undefined : getBlob(world.store, media.id)
  const isStale = ext * 1000 <= world.clock.nowMs()
  const isSigned = media !== undefined && query.get("hash") === mediaHash(media, ext)
  const isReached = media !== undefined && canReach(world, { kind: "token", token: known, app }, media)
  if (media === undefined || bytes === undefined || isStale || !isSigned || !isReached) {
    response.writeHead(404, { "content-type": "text/plain" }).end("Not Found")
    return
  }
  sendBytes(message, response, bytes, {
    "content-type": media.mime_type,
    "content-disposition": `inline;filename="${media.filename ?? media.id}"`,
  })
}

/**
 * `/_sandbox/files/{media-id}`: the same bytes for the phones, which are nobody's app and have no token. A file
 * may be anything: the browser neither guesses its type nor runs what is in it.
 */
export function sendPhoneFile(
  { world }: Running,
  path: string,
  message: IncomingMessage,
  response: ServerResponse,
): void {
  const media = world.media.get(path.split("/")[3] ?? "")
  const bytes = media === undefined ? undefined : getBlob(world.store, media.id)
  if (media === undefined || bytes === undefined || media.expires_at_ms <= world.clock.nowMs()) {
    response.writeHead(404, { "content-type": "text/plain" }).end("Not Found")
    return
  }
  sendBytes(message, response, bytes, {
    "content-type": media.mime_type,
    "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(media.filename ?? media.id)}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=3600",
  })
}

/** The whole file, or the one range that was asked for. */
function sendBytes(
  message: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
  own: Readonly<Record<string, string>>,
): void {
  const headers = { ...own, "accept-ranges": "bytes" }
  const range = /^bytes=(\d+)-(\d*)$/.exec(message.headers.range ?? "")
  if (range === null) {
    response.writeHead(200, { ...headers, "content-length": bytes.length }).end(bytes)
    return
  }
  const from = Number(range[1])
  const to = Math.min(range[2] ? Number(range[2]) : bytes.length - 1, bytes.length - 1)
  if (from > to) {
    response.writeHead(416, { "content-range": `bytes */${bytes.length}` }).end()
    return
  }
  response
    .writeHead(206, {
      ...headers,
      "content-length": to - from + 1,
      "content-range": `bytes ${from}-${to}/${bytes.length}`,
    })
    .end(bytes.subarray(from, to + 1))
}

/** Samples of templates and profile pictures: public, as on Meta's content hosts. */
export function sendSample({ world }: Running, path: string, response: ServerResponse): void {
  const bytes = getBlob(world.store, sampleId(path.split("/").at(-1) ?? ""))
  if (bytes === undefined) response.writeHead(404).end()
  else response.writeHead(200, { "content-type": typeOf(bytes), "content-length": bytes.length }).end(bytes)
}

/** By the first bytes: the five types Meta takes as samples. */
function typeOf(bytes: Buffer): string {
  if (bytes.subarray(1, 4).toString("latin1") === "PNG") return "image/png"
  if (bytes.subarray(0, 2).toString("hex") === "ffd8") return "image/jpeg"
  if (bytes.subarray(0, 4).toString("latin1") === "%PDF") return "application/pdf"
  if (bytes.subarray(4, 8).toString("latin1") === "ftyp") return "video/mp4"
  return "application/octet-stream"
}
