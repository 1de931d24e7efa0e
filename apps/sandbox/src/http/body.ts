/** Reads request bodies in the three encodings Graph takes. */

import type { IncomingMessage } from "node:http"
import { invalidParameter, Refusal } from "../graph/protocol/refusal.ts"
import type { Params, UploadedFile } from "../graph/protocol/request.ts"
import { isRecord, withoutNulls } from "../json.ts"

/** The largest thing Meta takes is a document of 100 MB. */
const maxBodyBytes = 105 * 1024 * 1024

export interface ReadBody {
  params: Params
  /** The body as text when it is JSON. */
  json: string | undefined
  file: UploadedFile | undefined
}

const empty: ReadBody = { params: {}, json: undefined, file: undefined }

/** Collects the whole body; undefined when it is larger than anything Meta takes. */
export function collect(message: IncomingMessage, done: (body: Buffer | undefined) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  message.on("data", (chunk: Buffer) => {
    size += chunk.length
    if (size <= maxBodyBytes) chunks.push(chunk)
  })
  message.on("end", () => {
    if (size > maxBodyBytes) return done(undefined)
    const only = chunks[0]
    done(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size))
  })
}

/** Reads a JSON or form body; throws Refusal when it is neither, though it says it is. */
export function readBody(body: Buffer, contentType: string): ReadBody {
  if (body.length === 0) return empty
  if (contentType.startsWith("application/json") || contentType === "") return readJson(body.toString("utf8"))
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    const text = body.toString("utf8")
    // `curl -d '{…}'` without a content type sends JSON under the form's name.
    if (text.startsWith("{")) return readJson(text)
    const members = [...new URLSearchParams(text)].map(([name, value]) => [name, formValue(value)])
    return { ...empty, params: Object.fromEntries(members) }
  }
  return empty
}

function readJson(json: string): ReadBody {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw new Refusal({
      code: 100,
      message: "(#100) Invalid parameter",
      details: "The request body is not valid JSON.",
    })
  }
  if (!isRecord(value)) throw invalidParameter("Invalid parameter", "The request body must be a JSON object.")
  // Most bodies have none, and a send is to cost no more for the others.
  if (!json.includes("null")) return { params: value, json, file: undefined }
  const params = paramsOf(value)
  return { params, json: JSON.stringify(params), file: undefined }
}

function paramsOf(members: Record<string, unknown>): Params {
  const given = withoutNulls(members)
  return isRecord(given) ? given : {}
}

/** Parts of a multipart form: text parts as parameters, the one named `file` with its bytes. */
export async function readMultipart(body: Buffer, contentType: string): Promise<ReadBody> {
  const params: Record<string, unknown> = {}
  let file: UploadedFile | undefined
  let form: FormData
  try {
    form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData()
  } catch {
    throw invalidParameter("Invalid parameter", "The multipart body cannot be read.")
  }
  for (const [name, value] of form) {
    if (typeof value === "string") params[name] = formValue(value)
    else file = { bytes: Buffer.from(await value.arrayBuffer()), filename: value.name, mimeType: value.type }
  }
  return { params, json: undefined, file }
}

/** Objects and lists are JSON text in form fields. */
function formValue(value: string): unknown {
  if (!value.startsWith("{") && !value.startsWith("[")) return value
  try {
    return withoutNulls(JSON.parse(value))
  } catch {
    return value
  }
}
