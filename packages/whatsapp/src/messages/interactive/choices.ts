/** Reply buttons and lists: the person answers with one of the choices offered. */
import { z } from "zod"
import { boundedText } from "../text.ts"
import {
  bodySchema,
  buttonLabel,
  footerSchema,
  headerSchema,
  refineUnique,
  replyId,
  textHeaderSchema,
} from "./parts.ts"

const replyButtonSchema = z.strictObject({
  type: z.literal("reply"),
  reply: z.strictObject({ id: replyId, title: buttonLabel }),
})

export const buttonMessageSchema = z.strictObject({
  type: z.literal("button"),
  header: headerSchema.optional(),
  body: bodySchema,
  footer: footerSchema.optional(),
  action: z.strictObject({
    buttons: z
      .array(replyButtonSchema)
      .min(1)
      .max(3)
      .superRefine((buttons, context) => {
        refineUnique(
          buttons.map((button) => button.reply.id),
          "the id",
          (index) => [index, "reply", "id"],
          context,
        )
        refineUnique(
          buttons.map((button) => button.reply.title),
          "the title",
          (index) => [index, "reply", "title"],
          context,
        )
      }),
  }),
})

const rowSchema = z.strictObject({
  id: boundedText(200),
  title: boundedText(24),
  description: boundedText(72, 0).optional(),
})

const sectionSchema = z.strictObject({
  title: boundedText(24, 0).optional(),
  rows: z.array(rowSchema).min(1),
})

/** A list's body may be four times as long as that of other interactive messages. */
export const listMessageSchema = z.strictObject({
  type: z.literal("list"),
  header: textHeaderSchema.optional(),
  body: z.strictObject({ text: boundedText(4096) }),
  footer: footerSchema.optional(),
  action: z.strictObject({
    button: buttonLabel,
    sections: z
      .array(sectionSchema)
      .min(1)
      .max(10)
      .superRefine((sections, context) => {
        const rows = sections.flatMap((section, at) =>
          section.rows.map((row, index) => ({ id: row.id, at, index })),
        )
        if (rows.length > 10) {
          context.addIssue({
            code: "custom",
            params: { rule: "too_many" },
            message: `at most 10 rows are allowed over all sections, there are ${rows.length}`,
          })
        }
        refineUnique(
          rows.map((row) => row.id),
          "the id of a row",
          (index) => [rows[index]?.at ?? 0, "rows", rows[index]?.index ?? 0, "id"],
          context,
        )
        if (sections.length < 2) return
        for (const [index, section] of sections.entries()) {
          if (section.title) continue
          context.addIssue({
            code: "custom",
            path: [index, "title"],
            params: { rule: "required" },
            message: "a title is needed when there is more than one section",
          })
        }
      }),
  }),
})
