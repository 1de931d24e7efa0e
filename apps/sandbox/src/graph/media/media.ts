/** Media: upload to a number, description, deletion. The bytes come from the media host. */
import { deleteBlob } from "../../store/blobs.ts"
import { keepMedia } from "../../world/kept-media.ts"
import { mediaUrl } from "../../world/media-url.ts"
import type { Media, PhoneNumber } from "../../world/objects.ts"
import type { Call, Edges } from "../protocol/call.ts"
import { invalidParameter, missingObject, missingParameter } from "../protocol/refusal.ts"
import { type Answer, requireProduct, success, text } from "../protocol/request.ts"

const dayMs = 24 * 60 * 60 * 1000
const uploadedLivesMs = 30 * dayMs
const mb = 1024 * 1024

/** Largest size by type; the list is also what an unknown type is answered with. */
const maxBytes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    "audio/aac": 16 * mb,
    "audio/mp4": 16 * mb,
    "audio/mpeg": 16 * mb,
    "audio/amr": 16 * mb,
    "audio/ogg": 16 * mb,
    "audio/opus": 16 * mb,
    "application/vnd.ms-powerpoint": 100 * mb,
    "application/msword": 100 * mb,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": 100 * mb,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": 100 * mb,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": 100 * mb,
    "application/pdf": 100 * mb,
    "text/plain": 100 * mb,
    "application/vnd.ms-excel": 100 * mb,
    "image/jpeg": 5 * mb,
    "image/png": 5 * mb,
    "image/webp": 500 * 1024,
    "video/mp4": 16 * mb,
    "video/3gp": 16 * mb,
    "video/3gpp": 16 * mb,
  }),
)

export const mediaEdges: Edges<Media> = {
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
  const max = maxBytes.get(type)
  if (max === undefined) {
    throw invalidParameter(
      `Param file must be a file with one of the following types: ${[...maxBytes.keys()].join(", ")}. Received file of type '${type || "application/octet-stream"}'.`,
    )
  }
  if (file.bytes.length === 0) throw invalidParameter("Param file must not be empty.")
  if (file.bytes.length > max)
    throw invalidParameter(`Param file is too large: ${type} may have ${max} bytes.`)
  const media = keepMedia(
    world,
    number.id,
    { bytes: file.bytes, mimeType, filename: file.filename },
    uploadedLivesMs,
  )
  return { id: media.id }
}

/** A call that names a number is carried out only when the file is that number's. */
function requireNumber({ request, object: media }: Call<Media>): void {
  const numberId = text(request.params, "phone_number_id")
  if (numberId !== undefined && numberId !== media.number_id)
    throw invalidParameter("Param phone_number_id is not a valid whatsapp business phone number id ID")
}

function describeMedia(call: Call<Media>): Answer {
  const { world, request, object: media } = call
  requireNumber(call)
  if (media.expires_at_ms <= world.clock.nowMs()) throw missingObject("GET", media.id)
  return {
    messaging_product: "whatsapp",
    url: mediaUrl(world, request.publicUrl, media, "getMedia"),
    mime_type: media.mime_type,
    sha256: media.sha256_hex,
    file_size: media.size,
    id: media.id,
  }
}

function deleteMedia(call: Call<Media>): Answer {
  const { world, object: media } = call
  requireNumber(call)
  world.media.delete(media.id)
  deleteBlob(world.store, media.id)
  return success
}
