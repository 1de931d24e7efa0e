/**
 * Braze's spelling of Liquid, as LiquidJS reads it: `${first_name}`, `custom_attribute.${zip code}`, and outputs inside tags,
 * `{% if {{x}} == 1 %}`. What is written in neither is left as it is, to the last character. Pure.
 */
import { type ContactField, contactFields } from "@parley/model"

/** Braze's names for fields of contacts that are not ours. */
const otherNames: Partial<Record<ContactField, string>> = {
  email: "email_address",
  phone: "phone_number",
  external_id: "user_id",
}

/** What a bare name of Braze's stands for; undefined: for what contacts have not here, which comes out empty. */
const ofContact: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(contactFields.map((field) => [otherNames[field] ?? field, `contact.${field}`])),
  most_recent_locale: "contact.language",
  braze_id: "contact.id",
  random_bucket_number: "random_bucket_number",
  last_used_app_date: undefined,
  most_recent_app_version: undefined,
  most_recent_location: undefined,
  set_user_to_unsubscribed_url: "contact.preference_link",
  unsubscribe_url: "contact.preference_link",
  set_user_to_subscribed_url: undefined,
  set_user_to_opted_in_url: undefined,
}

/** @throws Error naming what no contact has, such as `${frist_name}` */
export function inOurSpelling(source: string): string {
  let text = ""
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf("{", at)
    if (open < 0) return text + source.slice(at)
    text += source.slice(at, open)
    const next = source[open + 1]
    if (next !== "{" && next !== "%") {
      text += "{"
      at = open + 1
      continue
    }
    const verbatim = next === "%" ? endOfVerbatim(source, open) : undefined
    const end = verbatim ?? endOf(source, open)
    const part = source.slice(open, end)
    text += verbatim === undefined ? rewrite(part) : part
    at = end
  }
  return text
}

const beginsVerbatim = /\{%-?\s*(raw|comment|doc)\b/y
/** Behind a part that nothing is read in; undefined: this is none. */
function endOfVerbatim(source: string, open: number): number | undefined {
  beginsVerbatim.lastIndex = open
  const name = beginsVerbatim.exec(source)?.[1]
  if (name === undefined) return undefined
  const end = source.indexOf(`end${name}`, open)
  return end < 0 ? source.length : end
}

/** Behind the output or tag that begins there; in an output, others may be. */
function endOf(source: string, open: number): number {
  if (source[open + 1] === "%") {
    const end = source.indexOf("%}", open + 2)
    return end < 0 ? source.length : end + 2
  }
  let depth = 0
  for (let at = open; at < source.length; at += 1) {
    const char = source[at]
    if (char === '"' || char === "'") {
      const end = source.indexOf(char, at + 1)
      if (end < 0) return source.length
      at = end
    } else if (source.startsWith("${", at)) {
      const end = source.indexOf("}", at)
      if (end < 0) return source.length
      at = end
    } else if (source.startsWith("{{", at)) {
      depth += 1
      at += 1
    } else if (source.startsWith("}}", at)) {
      depth -= 1
      at += 1
      if (depth === 0) return at + 1
    }
  }
  return source.length
}

const parts = /^(\{\{-?|\{%-?)(.*?)(-?\}\}|-?%\})$/s
const callsOut = /^\s*connected_content\b/

function rewrite(part: string): string {
  const [, open, inside, close] = parts.exec(part) ?? []
  if (open === undefined || inside === undefined || close === undefined) return part
  // Its address, headers and body are texts with outputs in them.
  if (callsOut.test(inside)) return open + inOurSpelling(inside) + close
  return open + rewriteInside(inside) + close
}

const wholeDivision = /(\|\s*divided_by:\s*-?\d+\.\d+)(?!\d)/g

function rewriteInside(inside: string): string {
  let text = ""
  for (let at = 0; at < inside.length; ) {
    const char = inside[at] ?? ""
    if (char === '"' || char === "'") {
      const end = inside.indexOf(char, at + 1)
      const after = end < 0 ? inside.length : end + 1
      text += inside.slice(at, after)
      at = after
    } else if (inside.startsWith("${", at)) {
      const end = inside.indexOf("}", at)
      if (end < 0) return text + inside.slice(at)
      text = named(text, inside.slice(at + 2, end).trim())
      at = end + 1
    } else if (inside.startsWith("{{", at) || inside.startsWith("}}", at)) {
      text += " "
      at += 2
    } else {
      text += char
      at += 1
    }
  }
  // In Ruby a number with a point divides as such, and one without drops what is left; to JavaScript 2.0 is 2.
  return text.includes("divided_by") ? text.replace(wholeDivision, "$1, true") : text
}

function named(before: string, name: string): string {
  if (before.endsWith(".")) {
    const quote = name.includes('"') ? "'" : '"'
    return `${before.slice(0, -1)}[${quote}${name}${quote}]`
  }
  if (Object.hasOwn(ofContact, name)) return before + (ofContact[name] ?? "nil")
  throw new Error(
    `\${${name}} is nothing that a contact has. An attribute is written as custom_attribute.\${${name}}`,
  )
}
