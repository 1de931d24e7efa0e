/** Media: upload to a number, description, deletion. The bytes come from the media host. */
import { createHash } from "node:crypto"
import { mediaUrl } from "../http/media-host.ts"
import { deleteBlob, putBlob } from "../store/blobs.ts"
import type { Media, PhoneNumber } from "../world/objects.ts"
import type { World } from "../world/world.ts"
import type { Call, Edges } from "./call.ts"
import { invalidParameter, missingObject, missingParameter } from "./refusal.ts"
import { requireProduct } from "./registration.ts"
import { type Answer, SUCCESS, text } from "./request.ts"

const DAY_MS = 24 * 60 * 60 * 1000
const UPLOADED_LIVES_MS = 30 * DAY_MS
export const RECEIVED_LIVES_MS = 7 * DAY_MS
const MB = 1024 * 1024

/** Largest size by type; the list is also what an unknown type is answered with. */
const MAX_BYTES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    "audio/aac": 16 * MB,
    "audio/mp4": 16 * MB,
    "audio/mpeg": 16 * MB,
    "audio/amr": 16 * MB,
    "audio/ogg": 16 * MB,
    "audio/opus": 16 * MB,
    "application/vnd.ms-powerpoint": 100 * MB,
    "application/msword": 100 * MB,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": 100 * MB,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": 100 * MB,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": 100 * MB,
    "application/pdf": 100 * MB,
    "text/plain": 100 * MB,
    "application/vnd.ms-excel": 100 * MB,
    "image/jpeg": 5 * MB,
    "image/png": 5 * MB,
    "image/webp": 500 * 1024,
    "video/mp4": 16 * MB,
    "video/3gpp": 16 * MB,
  }),
)

export const MEDIA_EDGES: Edges<Media> = {
  "GET ": describeMedia,
  "DELETE ": deleteMedia,
}

export function uploadMedia({ world, request, object: number }: Call<PhoneNumber>): Answer {
  requireProduct(request.params.messaging_product)
  const { file } = request
  if (file === undefined) throw missingParameter("file")
  const declared = text(request.params, "type")
  const mimeType =
    (file.mimeType === "" || file.mimeType === "application/octet-stream" ? declared : file.mimeType) ?? ""
  const type = mimeType.split(";")[0]?.trim() ?? ""
  const max = MAX_BYTES.get(type)
  if (max === undefined) {
    throw invalidParameter(
      `Param file must be a file with one of the following types: ${[...MAX_BYTES.keys()].join(", ")}. Received file of type '${type || "application/octet-stream"}'.`,
    )
  }
  if (file.bytes.length === 0) throw invalidParameter("Param file must not be empty.")
  if (file.bytes.length > max)
    throw invalidParameter(`Param file is too large: ${type} may have ${max} bytes.`)
  const media = keepMedia(
    world,
    number.id,
    { bytes: file.bytes, mimeType, filename: file.filename },
    UPLOADED_LIVES_MS,
  )
  return { id: media.id }
}

export interface MediaFile {
  bytes: Buffer
  mimeType: string
  filename: string | undefined
}

/** Keeps a file for a number; ids live 30 days when uploaded and 7 when received. */
export function keepMedia(world: World, numberId: string, file: MediaFile, livesMs: number): Media {
  const id = world.newId()
  putBlob(world.store, id, file.bytes)
  return world.media.put({
    id,
    type: "media",
    number_id: numberId,
    mime_type: file.mimeType,
    sha256_hex: createHash("sha256").update(file.bytes).digest("hex"),
    size: file.bytes.length,
    ...(file.filename === undefined || file.filename === "" ? {} : { filename: file.filename }),
    expires_at_ms: world.clock.nowMs() + livesMs,
  })
}

function describeMedia({ world, request, object: media }: Call<Media>): Answer {
  const numberId = text(request.params, "phone_number_id")
  const isForeign = numberId !== undefined && numberId !== media.number_id
  if (isForeign || media.expires_at_ms <= world.clock.nowMs()) throw missingObject("GET", media.id)
  return {
    messaging_product: "whatsapp",
    url: mediaUrl(world, request.publicUrl, media, "getMedia"),
    mime_type: media.mime_type,
    sha256: media.sha256_hex,
    file_size: media.size,
    id: media.id,
  }
}

function deleteMedia({ world, object: media }: Call<Media>): Answer {
  world.media.delete(media.id)
  deleteBlob(world.store, media.id)
  return SUCCESS
}
