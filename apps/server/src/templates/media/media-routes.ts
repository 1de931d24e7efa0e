import type { FastifyRequest } from "fastify"
import { z } from "zod"
import { fields, type Routes, readWholeBodies } from "../../platform/http/index.ts"
import type { Platform } from "../../platform/index.ts"
import { type HeaderFile, headerFileMs, largestHeaderFile } from "./header-file.ts"
import { uploadHeaderMedia } from "./header-media.ts"
import { uploadTemplateSample } from "./samples.ts"

const types =
  "The body is the file, its content-type one of image/jpeg and image/png (5 MB), video/mp4 (16 MB) and " +
  "application/pdf (100 MB)."
const consumes = ["image/jpeg", "image/png", "video/mp4", "application/pdf"]
const format = z.string().describe("IMAGE, VIDEO or DOCUMENT")
const problems = { 413: fields.problem, 415: fields.problem, 502: fields.problem, ...fields.problems }
const fileName = (unnamed: string) => z.string().min(1).max(240).default(unnamed)

const templateMedia = z.object({ handle: z.string(), format }).meta({ id: "TemplateMedia" })

const messageMedia = z
  .object({ id: z.string(), format, expires_at: fields.timestamp })
  .meta({ id: "MessageMedia" })

/** Files of headers. The bodies are the files themselves. */
export const mediaRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    // Any type is read here, and refused by name where Meta takes none of that type.
    readWholeBodies(app, "*", {
      budget: platform.files,
      limit: largestHeaderFile,
      arriveMs: headerFileMs,
      ownerOf: ({ caller }) => caller.workspaceId,
    })

    app.post(
      "/template-media",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Upload a sample file for a template's header",
          description: `${types} The answer's \`handle\` goes into the header's \`example.header_handle\`.`,
          tags: ["Templates"],
          consumes,
          querystring: z.object({ business_account_id: fields.id, file_name: fileName("sample") }),
          response: { 201: templateMedia, ...problems },
        },
      },
      async ({ body, query, caller, headers }, reply) => {
        const uploaded = await uploadTemplateSample(
          platform,
          { workspaceId: caller.workspaceId, businessAccountId: query.business_account_id },
          fileOf(body, headers, query.file_name),
        )
        return reply.code(201).send(uploaded)
      },
    )

    app.post(
      "/message-media",
      {
        config: { permission: "templates:write" },
        schema: {
          summary: "Upload a file for the header of messages",
          description:
            `${types} The answer's \`id\` goes into the content's \`header_media.id\`. It is valid for messages of ` +
            "this number, for 30 days.",
          tags: ["Messages"],
          consumes,
          querystring: z.object({
            number_id: fields.id.describe("Whose messages show it"),
            file_name: fileName("file"),
          }),
          response: {
            201: messageMedia,
            ...problems,
          },
        },
      },
      async ({ body, query, caller, headers }, reply) => {
        const uploaded = await uploadHeaderMedia(
          platform,
          { workspaceId: caller.workspaceId, numberId: query.number_id },
          fileOf(body, headers, query.file_name),
        )
        return reply.code(201).send(uploaded)
      },
    )
  }

function fileOf(body: unknown, headers: FastifyRequest["headers"], filename: string): HeaderFile {
  return {
    bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    mimeType: headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? "",
    filename,
  }
}
