/** What the log keeps of a body: its beginning, without secrets. All of it pure. */
import { hiddenCode, namesCode } from "../messaging/index.ts"

/** Of a body, and of an answer. */
export const mostKept = 4_000

/**
 * What of a value may be a code to sign in with: in the variables of a message what is called one and all within it, in the values of a
 * template what looks like one.
 */
type MayHave = "no codes" | "named codes" | "codes alone" | "codes that look it"

/** Nobody calls a code by a longer name. */
const mostOfName = 100

function within(key: string, mayHave: MayHave): MayHave {
  if (mayHave === "codes alone") return mayHave
  if (mayHave === "named codes") return namesCode(key.slice(0, mostOfName)) ? "codes alone" : mayHave
  if (key === "variables") return "named codes"
  return key === "values" ? "codes that look it" : mayHave
}

function isCode(value: unknown, mayHave: MayHave): boolean {
  if (typeof value !== "string" && typeof value !== "number") return false
  return (
    mayHave === "codes alone" || (mayHave === "codes that look it" && /^\s*\d{4,8}\s*$/.test(String(value)))
  )
}

/**
 * A value as JSON, no further than `most` characters: a body of ten megabytes costs no more than one of some kilobytes. Without codes to
 * sign in with.
 */
export function beginningOfJson(value: unknown, most = mostKept): string {
  const pieces: string[] = []
  let room = most
  const put = (text: string) => {
    pieces.push(text.length > room ? text.slice(0, room) : text)
    room -= text.length
  }
  const write = (one: unknown, mayHave: MayHave): void => {
    if (room <= 0) return
    if (isCode(one, mayHave)) put(JSON.stringify(hiddenCode))
    else if (Array.isArray(one)) {
      put("[")
      for (const [index, each] of one.entries()) {
        if (room <= 0) return
        if (index > 0) put(",")
        write(each, mayHave)
      }
      put("]")
    } else if (typeof one === "object" && one !== null && !(one instanceof Date)) {
      put("{")
      let isFirst = true
      for (const key in one) {
        if (room <= 0) return
        if (!isFirst) put(",")
        isFirst = false
        put(`${JSON.stringify(key.slice(0, most))}:`)
        write(Reflect.get(one, key), within(key, mayHave))
      }
      put("}")
    } else if (typeof one === "string") put(JSON.stringify(one.slice(0, room)))
    else put(JSON.stringify(one) ?? "null")
  }
  write(value, "no codes")
  return pieces.join("")
}

const redacted = "[redacted]"
/** Members of JSON whose texts are secrets. */
const secretMembers =
  /("(?:[\w-]*(?:secret|token|password|passphrase|authorization|credential)[\w-]*|api_?key|pin)"\s*:\s*)"(?:[^"\\]|\\.)*"?/gi
/** Keys of ours, and of webhooks, wherever they are. */
const ownKeys = /\b(?:pk|po)_[A-Za-z0-9_-]{16,}|whsec_[A-Za-z0-9+/=]{16,}/g

export const withoutSecrets = (text: string): string =>
  text.replace(secretMembers, `$1"${redacted}"`).replace(ownKeys, redacted)

/** What is searched for are names of people, and old clients send their key in the address. */
const hiddenInQuery = /([?&](?:search|api_?key|[\w-]*(?:token|secret|password)[\w-]*)=)[^&]*/gi

const mostPath = 500
export const pathToKeep = (url: string): string =>
  url.replace(hiddenInQuery, `$1${redacted}`).replace(ownKeys, redacted).slice(0, mostPath)
