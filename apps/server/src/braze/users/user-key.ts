import { contactLengths, readEmail } from "@parley/model"
import { parsePhone } from "@parley/whatsapp/phone"

/** How a request names a user. */
export type UserKey =
  | { kind: "external_id"; value: string }
  | { kind: "alias"; label: string; name: string }
  | { kind: "braze_id"; value: string }
  | { kind: "email"; value: string }
  | { kind: "phone"; value: string }

/** A key, or what is wrong with it, as Braze says it. */
export type KeyReading = { ok: true; key: UserKey } | { ok: false; problem: string }

const uuid = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i
const longestExternalId = contactLengths.external_id
const longestAlias = 255

const refused = (problem: string): KeyReading => ({ ok: false, problem })

/** Text, or a number that was sent for it: ids are often numbers in a client's own database. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : undefined
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export function readExternalId(value: unknown): KeyReading {
  const text = textOf(value)?.trim()
  if (text === undefined || text === "") return refused("'external_id' is not valid")
  if (text.length > longestExternalId)
    return refused(`'external_id' is too large: it has at most ${longestExternalId} characters`)
  return { ok: true, key: { kind: "external_id", value: text } }
}

/** A contact's id, which is what `braze_id` is here. */
export function readBrazeId(value: unknown): KeyReading {
  const text = textOf(value)?.trim()
  return text !== undefined && uuid.test(text)
    ? { ok: true, key: { kind: "braze_id", value: text.toLowerCase() } }
    : refused("'braze_id' is not valid")
}

export function readAlias(value: unknown): KeyReading {
  const { alias_name, alias_label } = isObject(value) ? value : {}
  const [name, label] = [textOf(alias_name)?.trim(), textOf(alias_label)?.trim()]
  if (!name || !label) return refused("'user_alias' must have an 'alias_name' and an 'alias_label'")
  if (name.length > longestAlias || label.length > longestAlias)
    return refused(`'alias_name' and 'alias_label' have at most ${longestAlias} characters`)
  return { ok: true, key: { kind: "alias", label, name } }
}

export function readEmailKey(value: unknown): KeyReading {
  const email = typeof value === "string" ? readEmail(value) : undefined
  return email === undefined
    ? refused("The value provided for the 'email' field is not a valid email.")
    : { ok: true, key: { kind: "email", value: email } }
}

/** A phone with its country: ten digits without `+` are nobody's here, where Braze takes them for American. */
export function readPhoneKey(value: unknown): KeyReading {
  const text = textOf(value)
  const parsed = text === undefined ? undefined : parsePhone(text)
  return parsed?.ok
    ? { ok: true, key: { kind: "phone", value: parsed.e164 } }
    : refused("The value provided for the 'phone' field is not a valid phone number: send it as E.164.")
}

const primary = { external_id: readExternalId, user_alias: readAlias, braze_id: readBrazeId } as const
const primaryNames = ["external_id", "user_alias", "braze_id"] as const

/**
 * Which user an object is about: one primary identifier, else the e-mail address, else the phone, after "Identifier
 * resolution". Beside a primary identifier the latter two are attributes.
 */
export function readUserKey(object: Readonly<Record<string, unknown>>): KeyReading {
  const named = primaryNames.filter((name) => object[name] !== undefined && object[name] !== null)
  if (named.length > 1)
    return refused(
      `Only one of 'external_id', 'braze_id' or 'user_alias' may be given, not ${named.join(" and ")}`,
    )
  const [name] = named
  if (name !== undefined) return primary[name](object[name])
  if (object.email !== undefined && object.email !== null) return readEmailKey(object.email)
  if (object.phone !== undefined && object.phone !== null) return readPhoneKey(object.phone)
  return refused("'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required")
}
