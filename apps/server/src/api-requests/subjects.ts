import { createHash } from "node:crypto"

/** By which a request is found when a person is deleted: what of it may identify people. All of it pure. */

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
/** Members of JSON that identify people: a text, a number, or a list of texts. */
const members =
  /"(?:external_user_ids?|external_ids?|new_external_id|current_external_id|phones?|phone_numbers?|emails?|email_address|alias_name|old_alias_name|new_alias_name|user_ids?|username|bsuid|wa_id|braze_ids?|identifier|search)"\s*:\s*(\[[^\]]*\]?|"(?:[^"\\]|\\.)*"|\d+)/gi
const texts = /"((?:[^"\\]|\\.)*)"/g
const phone = /^\+?[\d\s().-]{6,24}$/
/** Of one request: more than fit into what is kept of it. */
const mostSubjects = 400

/** As people and programs write one: in any case, and a phone in any spelling. */
export function usual(text: string): string {
  const trimmed = text.trim()
  return phone.test(trimmed) ? trimmed.replaceAll(/\D/g, "") : trimmed.toLowerCase()
}

/** The digest of something that identifies a person of a workspace. */
export const subjectOf = (workspaceId: string, identifier: string): Buffer =>
  createHash("sha256")
    .update(`${workspaceId} ${usual(identifier)}`)
    .digest()
    .subarray(0, 8)

const unescaped = (text: string): string => {
  try {
    return JSON.parse(`"${text}"`)
  } catch {
    return text
  }
}

/**
 * What in a request and its answer may identify people.
 * @param said what is kept of the bodies; JSON, perhaps cut off
 * @param named values of the address
 */
export function identifiersIn(said: readonly string[], named: readonly string[]): string[] {
  const found = new Set(named.filter((value) => value !== "").map(usual))
  for (const text of said) {
    for (const [id] of text.matchAll(uuids)) found.add(id.toLowerCase())
    for (const [, value = ""] of text.matchAll(members)) {
      if (/^\d/.test(value)) found.add(usual(value))
      for (const [, one = ""] of value.matchAll(texts)) found.add(usual(unescaped(one)))
    }
  }
  return [...found].slice(0, mostSubjects)
}
