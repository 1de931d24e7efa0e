/** A template with its values filled in. Pure. */
import { BLANK, type Content, type Tap } from "./content.ts"
import { at, listAt, textAt } from "./json.ts"

const MEDIA = ["image", "video", "document", "location"] as const

/**
 * `components` is the approved template; `values` the components a send gave, absent for a preview, which
 * shows variables as they were written.
 */
export function templateContent(components: readonly unknown[], values?: readonly unknown[]): Content {
  const part = (type: string) => components.find((known) => textAt(known, "type").toUpperCase() === type)
  const valuesOf = (type: string) => values?.find((given) => textAt(given, "type").toLowerCase() === type)
  const header = part("HEADER")
  return {
    ...BLANK,
    header: header === undefined ? undefined : headerOf(header, valuesOf("header")),
    body: filled(textAt(part("BODY"), "text"), listAt(valuesOf("body"), "parameters")),
    footer:
      textAt(part("FOOTER"), "text") || textAt(part("LIMITED_TIME_OFFER"), "limited_time_offer", "text"),
    taps: listAt(part("BUTTONS"), "buttons").map((button, i) => tapOf(button, i, values)),
    cards: listAt(part("CAROUSEL"), "cards").map((card, i) =>
      templateContent(
        listAt(card, "components"),
        values === undefined ? undefined : listAt(valuesOf("carousel"), "cards", i, "components"),
      ),
    ),
  }
}

function headerOf(component: unknown, given: unknown): Content["header"] {
  const format = textAt(component, "format").toLowerCase()
  const kind = MEDIA.find((candidate) => candidate === format)
  const parameter = at(given, "parameters", 0)
  if (kind === undefined) {
    return { kind: "text", text: filled(textAt(component, "text"), listAt(given, "parameters")) }
  }
  return { kind, text: mediaLabel(at(parameter, kind)) }
}

/** The name a file goes by: what it was called, where it is, or which one it is. */
export function mediaLabel(file: unknown): string {
  return textAt(file, "filename") || textAt(file, "name") || textAt(file, "link") || textAt(file, "id") || ""
}

/** Variables by position or name; one without a value stays as it is written. */
function filled(text: string, parameters: readonly unknown[]): string {
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (variable, name: string) => {
    const parameter =
      parameters.find((candidate) => textAt(candidate, "parameter_name") === name) ??
      parameters[Number(name) - 1]
    if (parameter === undefined) return variable
    return (
      textAt(parameter, "text") ||
      textAt(parameter, "currency", "fallback_value") ||
      textAt(parameter, "date_time", "fallback_value")
    )
  })
}

function tapOf(button: unknown, index: number, values: readonly unknown[] | undefined): Tap {
  const label = textAt(button, "text")
  const given = values?.find(
    (value) => textAt(value, "type").toLowerCase() === "button" && textAt(value, "index") === String(index),
  )
  const parameter = at(given, "parameters", 0)
  switch (textAt(button, "type").toUpperCase()) {
    case "URL": {
      const url = textAt(button, "url")
      const suffix = textAt(parameter, "text")
      const detail = suffix === "" ? url : url.replace(/\{\{\s*\w+\s*\}\}/, suffix)
      return { label, kind: "link", detail, writes: undefined }
    }
    case "PHONE_NUMBER":
      return { label, kind: "call", detail: textAt(button, "phone_number"), writes: undefined }
    case "COPY_CODE":
      return {
        label: label || "Copy offer code",
        kind: "copy",
        detail: textAt(parameter, "coupon_code"),
        writes: undefined,
      }
    case "OTP":
      return {
        label: label || "Copy code",
        kind: "copy",
        detail: textAt(parameter, "text"),
        writes: undefined,
      }
    case "FLOW":
      return {
        label,
        kind: "flow",
        detail: "",
        writes: {
          type: "interactive",
          interactive: {
            type: "nfm_reply",
            nfm_reply: {
              name: "flow",
              body: "Sent",
              response_json: JSON.stringify({
                flow_token: textAt(parameter, "action", "flow_token") || "unused",
              }),
            },
          },
        },
      }
    default:
      return {
        label,
        kind: "reply",
        detail: "",
        writes: { type: "button", button: { payload: textAt(parameter, "payload") || label, text: label } },
      }
  }
}
