import { z } from "zod"
import { fields, type Routes } from "../platform/http/index.ts"
import type { Platform } from "../platform/index.ts"
import { largestSample, uploadTemplateSample } from "./samples.ts"

/** Sample files of headers. The bodies are the files themselves. */
export const mediaRoutes =
  (platform: Platform): Routes =>
  async (app) => {
    // Any type is read here, and refused by name where Meta takes none such.
    app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: largestSample }, (_request, file, done) =>
      done(null, file),
    )

    app.post(
      "/template-media",
      {
        config: { permission: "templates:write" },
        bodyLimit: largestSample,
        schema: {
          summary: "Upload a sample file for a template's header",
          description:
            "The body is the file, its content-type one of image/jpeg and image/png (5 MB), video/mp4 (16 MB) and " +
            "application/pdf (100 MB). The answer's `handle` belongs into the header's `example.header_handle`.",
          tags: ["Templates"],
          consumes: ["image/jpeg", "image/png", "video/mp4", "application/pdf"],
          querystring: z.object({
            business_account_id: fields.id,
            file_name: z.string().min(1).max(240).default("sample"),
          }),
          response: {
            201: z.object({ handle: z.string(), format: z.string().describe("IMAGE, VIDEO or DOCUMENT") }),
            413: fields.problem,
            415: fields.problem,
            502: fields.problem,
            ...fields.problems,
          },
        },
      },
      async ({ body, query, caller, headers }, reply) => {
        const uploaded = await uploadTemplateSample(
          platform,
          { workspaceId: caller.workspaceId, businessAccountId: query.business_account_id },
          {
            bytes: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
            mimeType: headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? "",
            filename: query.file_name,
          },
        )
        return reply.code(201).send(uploaded)
      },
    )
  }
