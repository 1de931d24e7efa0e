/** Resumable uploads, for template samples and profile pictures. */
import { createHash, randomBytes } from "node:crypto"
import { deleteBlob, getBlob, putBlob } from "../../store/blobs.ts"
import type { App, UploadSession } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import type { Call } from "../protocol/call.ts"
import { invalidParameter, missingObject } from "../protocol/refusal.ts"
import { type Answer, type GraphRequest, requiredText, text } from "../protocol/request.ts"

const types = ["application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4"]

export function startUpload({ world, request, object: app }: Call<App>): Answer {
  const told = text(request.params, "file_length")
  const length = told === undefined ? undefined : Number(told)
  const type = requiredText(request.params, "file_type")
  if (!types.includes(type))
    throw invalidParameter(`Param file_type must be one of {${types.join(", ")}} - got "${type}".`)
  if (length !== undefined && (!Number.isInteger(length) || length < 1))
    throw invalidParameter("Param file_length must be a positive integer.")
  const session = world.uploads.put({
    id: `upload:${randomBytes(40).toString("base64url")}`,
    app_id: app.id,
    file_name: text(request.params, "file_name") ?? "",
    ...(length === undefined ? {} : { file_length: length }),
    file_type: type,
    received: 0,
  })
  return { id: `${session.id}?sig=${randomBytes(12).toString("base64url")}` }
}

/** Takes bytes from `file_offset` on; the whole file answers its handle. Without a length, the first bytes are all of it. */
export function continueUpload(world: World, request: GraphRequest): Answer {
  const session = sessionOf(world, request)
  const offset = Number(request.headers.file_offset ?? 0)
  if (offset !== session.received) throw invalidParameter(`Param file_offset must be ${session.received}.`)
  const received = session.received + request.body.length
  const length = session.file_length ?? received
  if (received > length) throw invalidParameter("More bytes than file_length were sent.")
  const bytes = Buffer.concat([getBlob(world.store, session.id) ?? Buffer.alloc(0), request.body])
  if (received < length) {
    putBlob(world.store, session.id, bytes)
    world.uploads.put({ ...session, received })
    return { id: session.id, file_offset: received }
  }
  deleteBlob(world.store, session.id)
  const digest = createHash("sha256").update(bytes).digest("base64url")
  putBlob(world.store, sampleId(digest), bytes)
  const type = Buffer.from(session.file_type).toString("base64")
  const handle = `4::${type}:ARa${digest}:e:${Math.floor(world.clock.nowMs() / 1000)}:${session.app_id}:${randomBytes(6).toString("hex")}`
  world.uploads.put({ ...session, received, handle })
  return { h: handle }
}

/** The address of an uploaded sample or picture; undefined for handles that were never given out. */
export function sampleUrl(world: World, publicUrl: string, handle: string): string | undefined {
  const digest = /^4::[^:]+:ARa([\w-]{43}):e:/.exec(handle)?.[1]
  const isKnown = digest !== undefined && getBlob(world.store, sampleId(digest)) !== undefined
  return isKnown ? `${publicUrl}/samples/${digest}` : undefined
}

/** Key of a sample's bytes. */
export function sampleId(digest: string): string {
  return `sample:${digest}`
}

export function readUpload(world: World, request: GraphRequest): Answer {
  const session = sessionOf(world, request)
  return { id: session.id, file_offset: session.received }
}

function sessionOf(world: World, request: GraphRequest): UploadSession {
  const id = request.path[0] ?? ""
  const session = world.uploads.get(id)
  if (session === undefined) throw missingObject(request.method, id)
  return session
}
