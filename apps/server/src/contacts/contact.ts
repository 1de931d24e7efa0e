import {
  attributeName,
  type ContactField,
  contactFields,
  contactLengths,
  eachContactField,
  genders,
  readDateOfBirth,
  readEmail,
  readGender,
} from "@parley/model"
import { isBsuid, parsePhone } from "@parley/whatsapp/phone"
import { z } from "zod"
import { fields } from "../platform/http/index.ts"
import { readCountry, readLanguage, readTimeZone } from "./locale.ts"

/** Everything of a contact that is somebody's to know or to select by, without attributes. */
export const textColumns = [...contactFields, "wa_id", "bsuid", "username", "invalid_phone"] as const

export const contactColumns = [
  "id",
  ...textColumns,
  "attributes",
  "created_at",
  "updated_at",
  "revision",
] as const

/** The longest text of each kind, in UTF-16 units; the API and imports hold to the same. */
export const lengths = { ...contactLengths, evidence: 2000, source: 200 } as const
const mostAttributes = 200

const upTo = (max: number) => z.string().max(max, `must have at most ${max} characters`)
const filled = (max: number) => upTo(max).trim().min(1, "must not be empty; null removes it")

/** Text that `read` understands, in the form it gives. */
const readBy = (read: (value: string) => string | undefined, expected: string) =>
  z.string().transform((value, context) => {
    const known = read(value)
    if (known !== undefined) return known
    context.addIssue({ code: "custom", message: expected })
    return z.NEVER
  })

const phone = readBy((value) => {
  const parsed = parsePhone(value)
  return parsed.ok ? parsed.e164 : undefined
}, "must be a phone number with its country code, such as +4915112345678")

const attributes = z
  .record(attributeName, z.unknown())
  .refine(
    (value) => Object.keys(value).length <= mostAttributes,
    `must have at most ${mostAttributes} attributes`,
  )
  .describe("Values of any type, or null, which removes. The first value of an attribute decides its type")

/** The text fields: how a request gives each, and what its reader should know. */
const texts: Record<ContactField, { given: z.ZodType<string, string>; description?: string }> = {
  external_id: { given: filled(lengths.external_id) },
  phone: { given: phone, description: "E.164, such as +4915112345678" },
  email: { given: readBy(readEmail, "must be an e-mail address such as ana@example.com") },
  first_name: { given: filled(lengths.name) },
  last_name: { given: filled(lengths.name) },
  gender: {
    given: readBy(readGender, `must be one of ${genders.join(", ")}`),
    description: "M, F, O (other), N (not applicable) or P (prefers not to say)",
  },
  date_of_birth: {
    given: readBy(readDateOfBirth, "must be a day such as 1988-02-14"),
    description: "YYYY-MM-DD",
  },
  language: {
    given: readBy(readLanguage, "must be a language code such as en or pt_BR"),
    description: "As templates name it, such as pt_BR",
  },
  country: {
    given: readBy(readCountry, "must be a country code of two letters, such as DE"),
    description: "ISO 3166-1 alpha-2",
  },
  city: { given: filled(lengths.city) },
  time_zone: {
    given: readBy(readTimeZone, "must be a time zone such as Europe/Berlin"),
    description: "IANA, such as Europe/Berlin",
  },
}

/** A person as the API shows them. */
export const contact = z
  .object({
    id: fields.id,
    ...eachContactField((field) => z.string().nullable().meta({ description: texts[field].description })),
    wa_id: z.string().nullable().describe("As WhatsApp reports it; not always the phone's digits"),
    bsuid: z.string().nullable().describe("Meta's business-scoped user id"),
    username: z.string().nullable().describe("In WhatsApp"),
    invalid_phone: z.string().nullable().describe("What was given as their phone and is none"),
    attributes: z.record(z.string(), z.unknown()),
    created_at: fields.timestamp,
    updated_at: fields.timestamp,
    revision: fields.revision,
  })
  .meta({ id: "Contact" })

/**
 * What a request says of a contact. A field left out stays as it is, null removes it; attributes are merged one by one.
 */
export const contactPatch = z
  .strictObject({
    ...eachContactField((field) => {
      const { given, description } = texts[field]
      return given.nullable().optional().meta({ description })
    }),
    bsuid: z
      .string()
      .refine(isBsuid, "must be a business-scoped user id such as US.13491208655302741918")
      .nullable()
      .optional(),
    attributes: attributes.optional(),
  })
  .meta({ id: "ContactPatch" })
export type ContactPatch = z.output<typeof contactPatch>
