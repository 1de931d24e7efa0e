/** The HTTP door: sorts requests to Graph, control and media, and writes answers. */
import { createHash } from "node:crypto"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { createServer as createTlsServer } from "node:https"
import { answerControl } from "../control/router.ts"
import { answerLatencyMs } from "../graph/messages/answer-latency.ts"
import { Disturbance } from "../graph/protocol/disturbance.ts"
import { Refusal, unknownPath } from "../graph/protocol/refusal.ts"
import type { Answer, GraphRequest } from "../graph/protocol/request.ts"
import { answerGraph } from "../graph/router.ts"
import { isPagePath, sendPage } from "../pages/site.ts"
import type { Running } from "../running.ts"
import { collect, type ReadBody, readBody, readMultipart } from "./body.ts"
import { sendFlowPreview } from "./flow-preview.ts"
import { sendMedia, sendPhoneFile, sendSample } from "./media-host.ts"
import { sendQrCode } from "./qr-host.ts"
import { graphHeaders, newTraceId } from "./trace.ts"

const defaultVersion = "v23.0"
const version = /^v\d{1,3}\.\d{1,2}$/
const controlPrefix = "/_sandbox"
const filesPrefix = "/_sandbox/files/"
const samplePrefix = "/samples/"
const flowPreviewPrefix = "/flow-preview/"
const qrPrefix = "/qr/"
const mediaPrefix = "/whatsapp_business/attachments"
const noBody = Buffer.alloc(0)

/** PEM texts. */
export interface Certificate {
  cert: string
  key: string
}

/** With a certificate the door speaks HTTP/1.1 over TLS. */
export function openServer(running: Running, certificate?: Certificate): Server {
  const listener = (message: IncomingMessage, response: ServerResponse) => {
    collect(message, (body) => {
      if (body === undefined) {
        response.writeHead(413).end()
        return
      }
      serve(running, message, response, body)
    })
  }
  const server = certificate === undefined ? createServer(listener) : createTlsServer(certificate, listener)
  // Clients end their connections themselves; a timer for each answer would cost 3 of 140 µs.
  server.keepAliveTimeout = 0
  return server
}

function serve(running: Running, message: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const url = message.url ?? "/"
  const queryAt = url.indexOf("?")
  const path = queryAt < 0 ? url : url.slice(0, queryAt)
  const query = queryAt < 0 ? undefined : new URLSearchParams(url.slice(queryAt + 1))
  if (message.method === "GET" && isPagePath(path)) {
    void sendPage(path, response)
    return
  }
  if (message.method === "HEAD" && path === "/") {
    // As Meta's servers do, and by the virtual clock.
    response.writeHead(200, { date: new Date(running.world.clock.nowMs()).toUTCString() }).end()
    return
  }
  if (running.world.store.fault !== undefined) {
    writeFault(response, running.world.store.fault.message)
    return
  }
  if (path.startsWith(controlPrefix)) {
    if (path.startsWith(filesPrefix)) {
      sendPhoneFile(running, path, message, response)
      return
    }
    void answerControl(running, message.method ?? "GET", path, query ?? new URLSearchParams(), body).then(
      ({ status, json }) => {
        const text = JSON.stringify(json)
        response.writeHead(status, {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
        })
        response.end(text)
      },
    )
    return
  }
  if (path.startsWith(mediaPrefix)) {
    sendMedia(running, message, response, query ?? new URLSearchParams())
    return
  }
  if (path.startsWith(qrPrefix)) {
    sendQrCode(running, path, response)
    return
  }
  if (path.startsWith(flowPreviewPrefix)) {
    sendFlowPreview(running, path, response)
    return
  }
  if (path.startsWith(samplePrefix)) {
    sendSample(running, path, response)
    return
  }
  serveGraph(running, message, response, path, query, body)
}

/** Meta's "temporarily unavailable": nothing that cannot be kept is answered with success. */
function writeFault(response: ServerResponse, message: string): void {
  const error = { message, type: "OAuthException", code: 2, is_transient: true, fbtrace_id: newTraceId() }
  response.writeHead(503, { "content-type": "application/json" }).end(JSON.stringify({ error }))
}

function serveGraph(
  running: Running,
  message: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams | undefined,
  body: Buffer,
): void {
  const { version, inner } = graphPathOf(path)
  const headers: string[] = []
  const latencyMs = answerLatencyMs(running.world, message.method, inner)
  const inTime = (write: () => void) => {
    if (latencyMs === 0) write()
    else setTimeout(write, latencyMs).unref()
  }
  const respond = (answer: Answer | Disturbance) =>
    inTime(() => writeAnswer(message, response, version, answer, headers))
  const refuse = (error: unknown) => inTime(() => writeRefusal(response, version, error, headers))

  if (message.method === "OPTIONS") {
    response.writeHead(200, corsHeaders).end()
    return
  }
  const contentType = message.headers["content-type"] ?? ""
  const answer = (read: ReadBody) =>
    answerGraph(running, requestOf(running, message, version, inner, query, read, body, headers))
  try {
    if (contentType.startsWith("multipart/form-data")) {
      void readMultipart(body, contentType).then(answer).then(respond, refuse)
      return
    }
    const isUploadOfBytes = inner[0]?.startsWith("upload:") ?? false
    const result = answer(readBody(isUploadOfBytes ? noBody : body, contentType))
    if (result instanceof Promise) void result.then(respond, refuse)
    else respond(result)
  } catch (error) {
    refuse(error)
  }
}

interface GraphPath {
  version: string
  /** Behind the version. */
  inner: readonly string[]
}

/** Paths that were taken apart before: nearly all requests are sends of a few numbers. */
const knownPaths = new Map<string, GraphPath>()
const mostKnownPaths = 1_000

function graphPathOf(path: string): GraphPath {
  let known = knownPaths.get(path)
  if (known === undefined) {
    const segments = path.split("/").filter((segment) => segment !== "")
    const [first] = segments
    known =
      first !== undefined && version.test(first)
        ? { version: first, inner: segments.slice(1) }
        : { version: defaultVersion, inner: segments }
    if (knownPaths.size >= mostKnownPaths) knownPaths.clear()
    knownPaths.set(path, known)
  }
  return known
}

function requestOf(
  running: Running,
  message: IncomingMessage,
  version: string,
  path: readonly string[],
  query: URLSearchParams | undefined,
  read: ReadBody,
  body: Buffer,
  answerHeaders: string[],
): GraphRequest {
  const params = query === undefined ? read.params : { ...Object.fromEntries(query), ...read.params }
  return {
    // As clients do that can only post: `method=delete`.
    method: methodOf(textOf(params.method)?.toUpperCase() ?? message.method, path),
    version,
    path,
    params,
    body,
    json: read.json,
    file: read.file,
    // The parameter comes before the header.
    accessToken: textOf(params.access_token) || tokenOf(message.headers.authorization),
    headers: message.headers,
    publicUrl: running.publicUrl(),
    answerHeaders,
  }
}

function methodOf(method: string | undefined, path: readonly string[]): GraphRequest["method"] {
  if (method === "GET" || method === "POST" || method === "DELETE") return method
  if (method === "HEAD") return "GET"
  throw unknownPath(path)
}

function tokenOf(authorization: string | undefined): string | undefined {
  if (authorization === undefined) return undefined
  const space = authorization.indexOf(" ")
  const scheme = authorization.slice(0, Math.max(space, 0)).toLowerCase()
  if (scheme !== "bearer" && scheme !== "oauth") return undefined
  return authorization.slice(space + 1).trim() || undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined
}

const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
  "access-control-allow-headers": "authorization, content-type, file_offset",
}

function writeAnswer(
  message: IncomingMessage,
  response: ServerResponse,
  version: string,
  answer: Answer | Disturbance,
  more: readonly string[],
): void {
  if (answer instanceof Disturbance) {
    answer.disturb(response)
    return
  }
  const json = typeof answer === "string" ? answer : JSON.stringify(answer)
  const length = Buffer.byteLength(json)
  const tag = message.method === "GET" ? entityTag(json) : undefined
  const isKnown = tag !== undefined && message.headers["if-none-match"] === tag
  const headers = graphHeaders(version, newTraceId(), isKnown ? 0 : length)
  addUsage(headers, more)
  if (tag !== undefined) headers.push("etag", tag)
  if (isKnown) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(200, headers)
  // Latin-1 leaves node as it is; as UTF-8 the headers would be encoded too, a tenth of a send's whole cost.
  response.end(json, length === json.length ? "latin1" : "utf8")
}

/** Of what was read: a client that shows it again is answered 304 as long as nothing has changed. */
function entityTag(json: string): string {
  return `"${createHash("sha1").update(json).digest("hex")}"`
}

/** Takes in what the call used up, where that was counted: names and values, in turn. */
function addUsage(headers: string[], more: readonly string[]): void {
  for (let i = 0; i < more.length; i += 2) {
    const [name = "", value = ""] = more.slice(i, i + 2)
    const known = headers.indexOf(name)
    if (known < 0) headers.push(name, value)
    else headers[known + 1] = value
  }
}

function writeRefusal(
  response: ServerResponse,
  version: string,
  error: unknown,
  more: readonly string[],
): void {
  const traceId = newTraceId()
  const refusal = error instanceof Refusal ? error : unexpected(error)
  const json = refusal.body(traceId)
  const headers = graphHeaders(version, traceId, Buffer.byteLength(json))
  const challenge = refusal.parts.message.replace(/[^\x20-\x7e]|"/g, "'")
  addUsage(headers, more)
  headers.push("www-authenticate", `OAuth "Facebook Platform" "invalid_request" "${challenge}"`)
  response.writeHead(refusal.httpStatus, headers)
  response.end(json)
}

function unexpected(error: unknown): Refusal {
  console.error(error)
  return new Refusal({
    code: 1,
    httpStatus: 500,
    message: "An unknown error occurred",
    isTransient: false,
  })
}
