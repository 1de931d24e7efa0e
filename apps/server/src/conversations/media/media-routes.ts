import { z } from "zod"
import type { Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields, type Routes } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { mediaHeaders } from "./media-headers.ts"
import { fetchAgain, fileKey } from "./media-rows.ts"
import { conversationMedia, mediaFailures, mediaView } from "./media-view.ts"
import { requestedPart } from "./requested-part.ts"

const tags = ["Conversations"]

/** Files that contacts sent, or the business from its phone. */
export const mediaRoutes =
  ({ db, clock, fileStore }: Platform): Routes =>
  async (app) => {
    app.get(
      "/conversation-media/:id",
      {
        config: { permission: "conversations:read" },
        schema: {
          summary: "Download the file of a message",
          description:
            "409 while it is not here: the thread's `media` says why. Pictures, sounds and videos come with their type, " +
            "everything else as `application/octet-stream`, to be downloaded. One `Range` of bytes may be asked for.",
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
        const media = await db.workspace(caller.workspaceId, (tx) => readMedia(tx, id))
        if (media.state !== "fetched") {
          throw new Problem("conflict", media.failure?.message ?? "The file is being fetched from Meta.", {
            help: "Ask again later, or have it fetched again with POST /v1/conversation-media/{id}/fetch.",
          })
        }
        const bytes = media.bytes ?? 0
        const part = requestedPart(range, bytes)
        if (part === "none") return reply.status(416).header("content-range", `bytes */${bytes}`).send()
        const key = fileKey({ id, workspace_id: caller.workspaceId })
        const file = found(await fileStore.read(key, part), "file")
        reply.headers(mediaHeaders({ id, mimeType: media.mime_type, fileName: media.file_name }))
        if (part === undefined) return reply.header("content-length", bytes).send(file)
        const { from, to } = part
        return reply
          .status(206)
          .headers({ "content-length": to - from + 1, "content-range": `bytes ${from}-${to}/${bytes}` })
          .send(file)
      },
    )

    app.post(
      "/conversation-media/:id/fetch",
      {
        config: { permission: "conversations:reply" },
        schema: {
          summary: "Try again to fetch the file of a message from Meta",
          description: "Changes nothing where it is here already.",
          tags,
          params: fields.byId,
          response: { 202: conversationMedia, ...fields.problems },
        },
      },
      async ({ caller, params: { id } }, reply) => {
        const media = await db.workspace(caller.workspaceId, async (tx) => {
          const known = await readMedia(tx, id)
          if (known.state === "fetched" || (await fetchAgain(tx, id, clock.now()))) return readMedia(tx, id)
          throw new Problem("conflict", mediaFailures.expired, { help: "Ask the contact to send it again." })
        })
        return reply.status(202).send(media)
      },
    )
  }

/** @throws Problem not_found */
async function readMedia(tx: Tx, id: string) {
  const row = await tx
    .selectFrom("conversation_media as media")
    .select(mediaView.as("view"))
    .where("media.id", "=", id)
    .executeTakeFirst()
  return found(row?.view ?? undefined, "file")
}
