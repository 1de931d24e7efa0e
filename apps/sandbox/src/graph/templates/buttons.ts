/** Buttons of a template: kinds, counts, order and lengths. */
import { isRecord } from "../../json.ts"
import { invalidParameter, notOneOf, templateError } from "../protocol/refusal.ts"

const textMax = 25
/** How many of a kind a template may have. */
const atMost: Readonly<Record<string, number>> = {
  QUICK_REPLY: 10,
  URL: 2,
  PHONE_NUMBER: 1,
  COPY_CODE: 1,
  VOICE_CALL: 1,
  FLOW: 1,
  CATALOG: 1,
  MPM: 1,
  SPM: 1,
  ORDER_DETAILS: 1,
  REQUEST_CONTACT_INFO: 1,
}
const withoutText: ReadonlySet<string> = new Set(["COPY_CODE", "SPM", "REQUEST_CONTACT_INFO"])

/** Answers the buttons with their types in upper case. */
export function readButtons(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value) || value.length === 0)
    throw invalidParameter("The parameter buttons is required.")
  if (value.length > 10) throw tooMany("A message template can have 10 buttons at most.")
  const buttons = value.map((item: unknown, i) => readButton(item, i))
  for (const [type, max] of Object.entries(atMost)) {
    if (buttons.filter((button) => button.type === type).length > max) {
      throw tooMany(`A message template can have ${max} buttons of type ${type} at most.`)
    }
  }
  inspectOrder(buttons)
  return buttons
}

function readButton(item: unknown, i: number): Record<string, unknown> {
  if (!isRecord(item)) throw invalidParameter(`Param buttons[${i}] must be a JSON object.`)
  const type = String(item.type ?? "").toUpperCase()
  if (!Object.hasOwn(atMost, type)) throw notOneOf(`buttons[${i}]['type']`, Object.keys(atMost), item.type)
  if (!withoutText.has(type) || item.text !== undefined) {
    if (typeof item.text !== "string" || item.text === "") {
      throw invalidParameter(`The parameter buttons[${i}]['text'] is required.`)
    }
    if (item.text.length > textMax) {
      throw templateError(
        2388040,
        "Character Limit Exceeded",
        `Button text can't exceed ${textMax} characters.`,
      )
    }
    if (item.text.includes("{{")) {
      throw templateError(2388074, "Buttons format is incorrect", "Button text can't have variables.")
    }
  }
  if (type === "URL") inspectUrl(item, i)
  if (type === "PHONE_NUMBER" && !/^\+?[\d\s()-]{3,20}$/.test(String(item.phone_number ?? ""))) {
    throw invalidParameter(
      `Param buttons[${i}]['phone_number'] must be a phone number of at most 20 characters.`,
    )
  }
  if (type === "COPY_CODE") {
    const example = Array.isArray(item.example) ? item.example[0] : item.example
    if (typeof example !== "string" || example === "" || example.length > 20) {
      throw invalidParameter(`Param buttons[${i}]['example'] must be a code of at most 20 characters.`)
    }
  }
  return { ...item, type }
}

function inspectUrl(button: Record<string, unknown>, i: number): void {
  const url = button.url
  if (typeof url !== "string" || !/^https?:\/\/\S+$/.test(url) || url.length > 2000) {
    throw invalidParameter(`Param buttons[${i}]['url'] must be a valid URI of at most 2000 characters.`)
  }
  const variables = url.match(/\{\{/g)?.length ?? 0
  if (variables === 0) return
  if (variables > 1 || !/\{\{[^{}]+\}\}$/.test(url)) {
    throw templateError(2388074, "Buttons format is incorrect", "A URL can have one variable, at its end.")
  }
  const example = Array.isArray(button.example) ? button.example[0] : button.example
  if (typeof example !== "string" || example === "") {
    throw templateError(2388273, "Template is missing a sample", "A URL with a variable needs an example.")
  }
}

/** Quick replies stand together: QR, QR, URL is taken, QR, URL, QR is not. */
function inspectOrder(buttons: readonly Record<string, unknown>[]): void {
  const changes = buttons.filter(
    (button, i) => i > 0 && (button.type === "QUICK_REPLY") !== (buttons[i - 1]?.type === "QUICK_REPLY"),
  )
  if (changes.length > 1) {
    throw templateError(
      2388074,
      "Buttons format is incorrect",
      "Quick reply buttons must be grouped together.",
    )
  }
}

function tooMany(message: string) {
  return templateError(2388058, "Too many buttons", message)
}
