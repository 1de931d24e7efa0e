import { z } from "zod"
import { mediaHeaders, requestedPart } from "../conversations/index.ts"
import { found } from "../platform/errors.ts"
import {
  defineSorting,
  fields,
  type Routes,
  readSortedPage,
  readWholeBodies,
  sortedPageOf,
  sortedPaging,
} from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import {
  addFile,
  deleteFile,
  getFile,
  mediaFile,
  mediaFileChange,
  mediaFileDetails,
  mediaKinds,
  renameFile,
  selectFiles,
} from "./media-files.ts"
import { uploadsOf } from "./uploads/uploads.ts"
import { mediaFileUse, usesOfFile } from "./uses.ts"

/** Meta's bound of documents, the largest that there are. */
const largestFile = 100 * 1024 * 1024
/** How long such a file may take to arrive: 100 MB at one megabit a second. */
const fileMs = 15 * 60_000

const sorting = defineSorting({
  keys: {
    created: { column: "id", kind: "id" },
    name: { column: "name", kind: "text" },
    size: { column: "bytes", kind: "number" },
  },
  usual: { sort: "created", order: "desc" },
})
const listQuery = sortedPaging(sorting).extend({
  search: z.string().trim().min(1).max(200).optional().describe("In names"),
  kind: z.enum(mediaKinds).optional(),
})
const uses = z.object({ data: z.array(mediaFileUse) }).meta({ id: "MediaFileUses" })

/** Files that messages show. The body of an upload is the file itself. Mounted under /v1. */
export const mediaRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    const { db, clock, rooms, fileStore } = platform
    const tags = ["Media"]
    const { problems } = fields
    const read = { permission: "media:read" } as const
    const write = { permission: "media:write" } as const

    app.get(
      "/media",
      {
        config: read,
        schema: {
          summary: "List the files of the media library",
          tags,
          querystring: listQuery,
          response: { 200: sortedPageOf(mediaFile), ...problems },
        },
      },
      ({ caller, query: { search, kind, ...paging } }) =>
        db.workspace(caller.workspaceId, (tx) =>
          readSortedPage(tx, selectFiles({ search, kind }), sorting, paging),
        ),
    )

    await app.register(uploadRoutes(platform))

    app.get(
      "/media/:id",
      {
        config: read,
        schema: {
          summary: "Read what is known of a file of the media library",
          tags,
          params: fields.byId,
          response: { 200: mediaFileDetails, ...problems },
        },
      },
      ({ caller, params: { id } }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          const { file: _, ...file } = await getFile(tx, id)
          return { ...file, uploads: await uploadsOf(tx, id, clock.now()) }
        }),
    )

    app.get(
      "/media/:id/file",
      {
        config: read,
        compress: false, // most kinds of files are; and its length is said
        schema: {
          summary: "Download a file of the media library",
          description:
            "Pictures, sounds and videos come with their type, everything else as `application/octet-stream`. One `Range` of " +
            "bytes may be asked for.",
          tags,
          params: fields.byId,
          response: {
            200: z.unknown().describe("The file"),
            206: z.unknown().describe("The part of it that was asked for"),
            416: z.unknown().describe("The file does not have that part"),
            ...fields.problems,
          },
        },
      },
      async ({ caller, params: { id }, headers: { range } }, reply) => {
        const { bytes, file, name, mime_type } = await db.workspace(caller.workspaceId, (tx) =>
          getFile(tx, id),
        )
        const part = requestedPart(range, bytes)
        if (part === "none") return reply.status(416).header("content-range", `bytes */${bytes}`).send()
        const stream = found(await fileStore.read(file, part), "file")
        reply.headers(mediaHeaders({ id, mimeType: mime_type, fileName: name }))
        if (part === undefined) return reply.header("content-length", bytes).send(stream)
        const { from, to } = part
        return reply
          .status(206)
          .headers({ "content-length": to - from + 1, "content-range": `bytes ${from}-${to}/${bytes}` })
          .send(stream)
      },
    )

    app.patch(
      "/media/:id",
      {
        config: write,
        schema: {
          summary: "Rename a file of the media library",
          description: "Its ending stays that of its type.",
          tags,
          params: fields.byId,
          body: mediaFileChange,
          response: { 200: mediaFile, ...problems },
        },
      },
      ({ caller, params, body }) =>
        db.workspace(caller.workspaceId, (tx) => renameFile(tx, params.id, body, clock.now())),
    )

    app.delete(
      "/media/:id",
      {
        config: write,
        schema: {
          summary: "Delete a file of the media library",
          description: "Refused while something shows it; `uses` names what.",
          tags,
          params: fields.byId,
          response: { 204: z.null(), ...problems },
        },
      },
      async ({ caller, params }, reply) => {
        await db.workspace(caller.workspaceId, (tx) => deleteFile(tx, rooms, params.id))
        return reply.status(204).send(null)
      },
    )

    app.get(
      "/media/:id/uses",
      {
        config: read,
        schema: {
          summary: "Read what shows a file of the media library",
          tags,
          params: fields.byId,
          response: { 200: uses, ...problems },
        },
      },
      ({ caller, params: { id } }) =>
        db.workspace(caller.workspaceId, async (tx) => {
          await getFile(tx, id)
          return { data: await usesOfFile(tx, rooms, id) }
        }),
    )
  }

/** Apart, as their bodies are read as a whole. */
const uploadRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    // Any type is read here, and refused by name where Meta takes none of that type.
    readWholeBodies(app, "*", {
      budget: platform.files,
      limit: largestFile,
      arriveMs: fileMs,
      ownerOf: ({ caller }) => caller.workspaceId,
    })
    app.post(
      "/media",
      {
        config: { permission: "media:write" },
        schema: {
          summary: "Upload a file to the media library",
          description:
            "The body is the file. What it is, is read from its bytes, and it has to be such as Meta takes: a JPEG or PNG picture " +
            "(5 MB), a WebP sticker of 512 by 512 points (100 KB, 500 KB animated), an MP4 or 3GPP video with H.264 and AAC (16 MB), " +
            "a sound (16 MB), or a document (100 MB). 200: the same file was there already.",
          tags: ["Media"],
          consumes: [
            "application/octet-stream",
            "image/*",
            "video/*",
            "audio/*",
            "text/plain",
            "application/*",
          ],
          querystring: z.object({ file_name: z.string().min(1).max(500).default("file") }),
          response: {
            200: mediaFile,
            201: mediaFile,
            413: fields.problem,
            415: fields.problem,
            ...fields.problems,
          },
        },
      },
      async ({ body, query, caller, headers }, reply) => {
        const { file, isNew } = await addFile(platform, caller.workspaceId, {
          bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
          mimeType: headers["content-type"] ?? "",
          name: query.file_name,
        })
        return reply.code(isNew ? 201 : 200).send(file)
      },
    )
  }
