import { z } from "zod"
import { sql } from "../../platform/database/index.ts"
import { fields } from "../../platform/http/index.ts"

/** Why a file is not here, in words for people. The codes are part of the API: stable. */
export const mediaFailures = {
  meta_unreachable: "Meta could not be reached.",
  meta_refused: "Meta did not give the file.",
  no_access: "The access to the number's business account cannot be used.",
  damaged: "What came is not what was sent.",
  too_large: "The file is larger than WhatsApp lets people send.",
  store_failed: "The file could not be kept here.",
  expired: "Meta keeps files for 7 days only, and this one could not be fetched in time.",
  kept_no_longer: "The file was deleted after the time for which files are kept.",
} as const
export type MediaFailure = keyof typeof mediaFailures

/** The file of a message, as the API shows it. */
export const conversationMedia = z
  .object({
    id: fields.id.describe("For GET /v1/conversation-media/{id}"),
    state: z
      .enum(["waiting", "fetched", "failed"])
      .describe("`waiting`: it is being fetched, or fetched again if `failure` says why it is not here yet"),
    mime_type: z.string().nullable().describe("As the sender's phone says"),
    file_name: z.string().nullable(),
    bytes: z.number().nullable(),
    failure: z
      .object({ code: z.string(), message: z.string(), detail: z.string().nullable() })
      .nullable()
      .describe("Why it is not here"),
  })
  .meta({ id: "ConversationMedia" })
export type MediaView = z.output<typeof conversationMedia>

/** The columns of a row `media` of conversation_media as a {@link MediaView}; null where there is none. */
export const mediaView = sql<MediaView | null>`CASE WHEN media.id IS NOT NULL THEN json_build_object('id', media.id,
  'state', media.state, 'mime_type', media.mime_type, 'file_name', media.file_name, 'bytes', media.bytes,
  'failure', CASE WHEN media.failure IS NOT NULL THEN json_build_object('code', media.failure,
    'message', ${JSON.stringify(mediaFailures)}::json ->> media.failure, 'detail', media.failure_detail) END) END`
