import type { Template } from "./api/answers.ts"
import { Failure } from "./failure.ts"

type Variable = Template["variables"][number]

/** The values of a template in the shape of the API, by component and variable. */
export interface TemplateValues {
  header?: Record<string, string>
  header_media?: { link: string }
  body?: Record<string, string>
  /** By position, from 0. */
  buttons?: Record<string, { suffix: string } | { coupon_code: string }>
}

/** Reads `name=text` pairs; text may hold `=`. @throws Failure on a pair without `=` */
export function readValues(pairs: readonly string[]): Map<string, string> {
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf("=")
      if (at < 1)
        throw new Failure(
          `--value ${pair} is no value.`,
          "Write it as name=text, such as --value first_name=Ana.",
        )
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

/** How a variable is called on the command line: by its name, those of buttons as `button.0`. */
const nameOf = (variable: Variable) =>
  variable.component === "button" ? `button.${variable.button_index ?? 0}` : variable.name

/**
 * Puts values where the template's variables are; a name that header and body share goes to both.
 * @throws Failure naming a value the template does not know, a variable that got none, and what only the API can send
 */
export function fillTemplate(
  template: Pick<Template, "name" | "variables">,
  values: ReadonlyMap<string, string>,
): TemplateValues {
  const names = new Set(template.variables.map(nameOf))
  const known = names.size === 0 ? "It has no variables." : `Its variables are ${[...names].join(", ")}.`
  for (const name of values.keys()) {
    if (!names.has(name)) throw new Failure(`Template ${template.name} has no variable ${name}.`, known)
  }
  return template.variables.reduce<TemplateValues>((filled, variable) => {
    const name = nameOf(variable)
    const value = values.get(name)
    if (value === undefined) {
      throw new Failure(`Template ${template.name} needs a value for ${name}.`, `Add --value ${name}=…`)
    }
    return put(filled, variable, value)
  }, {})
}

const mediaKinds: ReadonlySet<string> = new Set(["image", "video", "document", "gif"])

function put(filled: TemplateValues, variable: Variable, value: string): TemplateValues {
  const { component, kind, name, card_index, button_index } = variable
  const at = String(button_index ?? 0)
  if (card_index === undefined) {
    if (component === "header" && mediaKinds.has(kind)) return { ...filled, header_media: { link: value } }
    if (component === "header" && kind === "text")
      return { ...filled, header: { ...filled.header, [name]: value } }
    if (component === "body" && kind === "text") return { ...filled, body: { ...filled.body, [name]: value } }
    if (component === "button" && kind === "text")
      return { ...filled, buttons: { ...filled.buttons, [at]: { suffix: value } } }
    if (component === "button" && kind === "coupon_code") {
      return { ...filled, buttons: { ...filled.buttons, [at]: { coupon_code: value } } }
    }
  }
  throw new Failure(
    `This command cannot fill a ${kind} in a ${card_index === undefined ? component : "card"}.`,
    "Send it with POST /v1/messages.",
  )
}
