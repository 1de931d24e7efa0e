/** A contact that there is not, to see a message with. */
import { contactFields, eachContactField } from "@parley/model"
import { z } from "zod"
import type { Personal } from "../content/liquid/render.ts"

const mostCharacters = 16_384

export const madeUpContact = z
  .strictObject({
    ...eachContactField(() => z.string().max(300).nullable().optional()),
    attributes: z
      .record(z.string(), z.unknown())
      .refine((given) => JSON.stringify(given).length <= mostCharacters, "at most 16,384 characters as JSON")
      .default({}),
  })
  .describe("A contact that is made up; what is left out is not known of them")
  .meta({ id: "MadeUpContact" })
export type MadeUpContact = z.output<typeof madeUpContact>

/** Nothing is known of this person. */
export const nobody: MadeUpContact = { attributes: {} }

/** As Liquid has a contact. */
export function asContact({ attributes, ...texts }: MadeUpContact): Personal["contact"] {
  const known = new Map(contactFields.map((field) => [field, texts[field] ?? null]))
  return { ...eachContactField((field) => known.get(field) || null), attributes }
}
