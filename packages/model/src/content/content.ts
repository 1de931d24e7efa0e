/** What a message says, before it is personal. Texts are Liquid; see docs/concepts/content.md for what they may name. */
import { outgoingContentSchema } from "@parley/whatsapp/messages"
import { z } from "zod"
import { contentLinks } from "./link-settings.ts"
import { templateValues } from "./template-values.ts"

/** Absent: links go as they are written. */
const links = contentLinks
  .optional()
  .describe("Links lead over the installation's domain, where clicks are counted")

export const templateContent = z
  .strictObject({
    kind: z.literal("template"),
    template_id: z.uuid(),
    language: z
      .literal("contact")
      .optional()
      .describe(
        "contact: each contact gets the template of the same name in their language where there is an approved one that " +
          "takes the same values, otherwise in the group's fall-back language; absent: always this template",
      ),
    values: templateValues.default({}),
    links,
  })
  .meta({ id: "TemplateContent" })

/** Anything but a template: is sent inside the customer service window only. */
const freeFormContent = z
  .strictObject({
    kind: z.literal("free_form"),
    message: outgoingContentSchema.refine(
      (message) => message.type !== "template",
      "use kind `template` for a template",
    ),
    links,
  })
  .meta({ id: "FreeFormContent" })

export const messageContent = z
  .discriminatedUnion("kind", [templateContent, freeFormContent])
  .meta({ id: "MessageContent" })
export type MessageContent = z.output<typeof messageContent>
