/** Media: upload, metadata, download; and resumable uploads for template samples and profile pictures. */
import { FormData } from "undici"
import { z } from "zod"
import { acknowledged, successSchema } from "./acknowledgement.ts"
import { readRejection, unexpected } from "./answer.ts"
import type { GraphClient } from "./client.ts"
import type { Exchange } from "./exchange.ts"
import type { GraphResult } from "./result.ts"

export interface MediaInfo {
  id: string
  /** Valid for five minutes, and only with the token. */
  url: string
  mimeType: string
  /** Hexadecimal. */
  sha256: string
  /** Bytes. */
  fileSize: number
}

export interface MediaFile {
  bytes: Uint8Array
  mimeType: string
  filename?: string | undefined
}

export interface DownloadedMedia {
  bytes: Uint8Array
  mimeType: string
}

/** The most that a person can send, in bytes. */
export const maxMediaBytes = 100 * 1024 * 1024

/**
 * Uploads a file to send by id. The id lives 30 days and belongs to this number.
 * @example
 * const bytes = await readFile("menu.pdf")
 * const uploaded = await uploadMedia(graph, "106540352242922", { bytes, mimeType: "application/pdf", filename: "menu.pdf" })
 * const content = uploaded.ok && { type: "document", document: { id: uploaded.data.id } }
 */
export function uploadMedia(
  graph: GraphClient,
  phoneNumberId: string,
  file: MediaFile,
): Promise<GraphResult<{ id: string }>> {
  const form = new FormData()
  form.append("messaging_product", "whatsapp")
  form.append("type", file.mimeType)
  form.append("file", new Blob([unshared(file.bytes)], { type: file.mimeType }), file.filename ?? "file")
  return graph.post(`${phoneNumberId}/media`, form, z.object({ id: z.string() }))
}

/** What a Blob takes; copied only where it has to be, as files are large. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = bytes
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, length) : new Uint8Array(bytes)
}

const mediaInfoSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    mime_type: z.string(),
    sha256: z.string().default(""),
    file_size: z.coerce.number().default(0),
  })
  .transform(
    (info): MediaInfo => ({
      id: info.id,
      url: info.url,
      mimeType: info.mime_type,
      sha256: info.sha256,
      fileSize: info.file_size,
    }),
  )

/**
 * Where a medium is. With `phoneNumberId`, only if it belongs to that number.
 * @example
 * const info = await mediaInfo(graph, "1013859600285441", { phoneNumberId: "106540352242922" })
 * if (info.ok) console.log(info.data.mimeType, info.data.fileSize)
 */
export function mediaInfo(
  graph: GraphClient,
  mediaId: string,
  options: { phoneNumberId?: string | undefined } = {},
): Promise<GraphResult<MediaInfo>> {
  return graph.get(mediaId, { phone_number_id: options.phoneNumberId }, mediaInfoSchema)
}

/**
 * The bytes behind an address from `mediaInfo` or a webhook; longer ones than `maxBytes`, and those that take longer than
 * `withinMs` (a minute if absent), are given up.
 * @example
 * const info = await mediaInfo(graph, "1013859600285441")
 * const file = info.ok && (await downloadMedia(graph, info.data.url, { maxBytes: info.data.fileSize }))
 */
export async function downloadMedia(
  graph: GraphClient,
  url: string,
  {
    maxBytes = maxMediaBytes,
    withinMs,
  }: { maxBytes?: number | undefined; withinMs?: number | undefined } = {},
): Promise<GraphResult<DownloadedMedia>> {
  return readFile(await graph.download(url, { maxBytes, withToken: true, withinMs }))
}

/**
 * The sample of a template, from the address that Meta shows for it. The address is signed by itself, so that the token
 * stays here. Longer files than `maxBytes`, and those that take over a minute, are given up.
 * @example const sample = await downloadSample(graph, addressOfSample, { maxBytes: 5_000_000 })
 */
export async function downloadSample(
  graph: GraphClient,
  url: string,
  options: { maxBytes: number },
): Promise<GraphResult<DownloadedMedia>> {
  return readFile(await graph.download(url, { ...options, withToken: false }))
}

function readFile(exchanged: Exchange): GraphResult<DownloadedMedia> {
  if (exchanged.kind !== "answered") return { ok: false, error: exchanged }
  if (exchanged.httpStatus !== 200) {
    const rejection = readRejection(exchanged.httpStatus, jsonOf(exchanged.body))
    return {
      ok: false,
      error: rejection ?? unexpected(exchanged, `HTTP ${exchanged.httpStatus} for a medium`),
    }
  }
  const type = exchanged.headers["content-type"]
  const mimeType = typeof type === "string" ? type : "application/octet-stream"
  return { ok: true, data: { bytes: exchanged.body, mimeType }, headers: exchanged.headers }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"))
  } catch {
    return undefined
  }
}

/**
 * Deletes an uploaded file at Meta.
 * @example await deleteMedia(graph, "1013859600285441")
 */
export async function deleteMedia(graph: GraphClient, mediaId: string): Promise<GraphResult<void>> {
  return acknowledged(await graph.delete(mediaId, undefined, successSchema))
}

/**
 * Uploads a sample for a template header or a profile picture, in the two steps of a resumable upload: pdf,
 * jpeg, png or mp4. Gives the handle (`4::…`) for `header_handle` or `profile_picture_handle`.
 * @example
 * const bytes = await readFile("sale.png")
 * const sample = await uploadSample(graph, "671034288211", { bytes, mimeType: "image/png", filename: "sale.png" })
 * const example = sample.ok ? { header_handle: [sample.data.handle] } : undefined
 */
export async function uploadSample(
  graph: GraphClient,
  appId: string,
  file: MediaFile,
): Promise<GraphResult<{ handle: string }>> {
  const session = await graph.post(
    `${appId}/uploads`,
    { file_name: file.filename ?? "sample", file_length: file.bytes.length, file_type: file.mimeType },
    z.object({ id: z.string() }),
  )
  if (!session.ok) return session
  const handleSchema = z.object({ h: z.string() }).transform(({ h }) => ({ handle: h }))
  return graph.uploadBytes(session.data.id, file.bytes, handleSchema)
}
