/** A template with its values filled in. Pure. */

import { at, listAt, textAt } from "../json.ts"
import { templateTap } from "../template-taps.ts"
import { blank, type Content, type Header } from "./content.ts"
import { fileHeader } from "./files.ts"

const media = ["image", "video", "document", "location"] as const

/**
 * `components` is the approved template; `values` the components a send gave, absent for a preview, which
 * shows variables as they were written.
 */
export function templateContent(components: readonly unknown[], values?: readonly unknown[]): Content {
  const part = (type: string) => components.find((known) => textAt(known, "type").toUpperCase() === type)
  const valuesOf = (type: string) => values?.find((given) => textAt(given, "type").toLowerCase() === type)
  const header = part("HEADER")
  return {
    ...blank,
    header: header === undefined ? undefined : headerOf(header, valuesOf("header")),
    body: filled(textAt(part("BODY"), "text"), listAt(valuesOf("body"), "parameters")),
    footer:
      textAt(part("FOOTER"), "text") || textAt(part("LIMITED_TIME_OFFER"), "limited_time_offer", "text"),
    taps: listAt(part("BUTTONS"), "buttons").map((button, i) => templateTap(button, i, values)),
    cards: listAt(part("CAROUSEL"), "cards").map((card, i) =>
      templateContent(
        listAt(card, "components"),
        values === undefined ? undefined : listAt(valuesOf("carousel"), "cards", i, "components"),
      ),
    ),
  }
}

function headerOf(component: unknown, given: unknown): Header {
  const format = textAt(component, "format").toLowerCase()
  const parameter = at(given, "parameters", 0)
  if (format === "product") {
    return { kind: "product", text: textAt(parameter, "product", "product_retailer_id") }
  }
  // A GIF is a short film that plays by itself.
  const kind = format === "gif" ? "video" : media.find((candidate) => candidate === format)
  if (kind === undefined) {
    return { kind: "text", text: filled(textAt(component, "text"), listAt(given, "parameters")) }
  }
  // A preview shows the sample the template was submitted with.
  const sample = { link: textAt(component, "example", "header_handle", 0) }
  return fileHeader(kind, at(parameter, format) ?? sample)
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
