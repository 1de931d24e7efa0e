import { placeValues } from "@parley/model"
import type { Shapes } from "./api/client.ts"
import { Failure } from "./failure.ts"
import { readValue } from "./template-value-kinds.ts"

type Variable = Shapes["TemplateVariable"]

/** Reads `name=text` pairs; text may hold `=`. @throws Failure on a pair without `=` */
export function readValues(pairs: readonly string[]): Map<string, string> {
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf("=")
      if (at < 1)
        throw new Failure(
          `--value ${pair} is not a value.`,
          "Write it as name=text, such as --value first_name=Ana.",
        )
      return [pair.slice(0, at), pair.slice(at + 1)]
    }),
  )
}

/** How a variable is called on the command line: `first_name`, `button.0`, `button.0.sections`, `card.1.media`. */
function nameOf({ component, kind, name, card_index, button_index }: Variable): string {
  const onButton = `button.${button_index ?? 0}`
  const isOnlyValue = kind === "text" || kind === "coupon_code"
  const own = component !== "button" ? name : isOnlyValue ? onButton : `${onButton}.${name}`
  return card_index === undefined ? own : `card.${card_index}.${own}`
}

/**
 * Puts values where the template's variables are; a name that header and body share goes to both.
 * @returns the `values` of a content
 * @throws Failure naming a value the template does not know, one that cannot be read, and a variable that got none
 */
export function fillTemplate(
  template: Pick<Shapes["Template"], "name" | "variables">,
  values: ReadonlyMap<string, string>,
): Shapes["TemplateValues"] {
  const names = new Set(template.variables.map(nameOf))
  const known = names.size === 0 ? "It has no variables." : `Its variables are ${[...names].join(", ")}.`
  for (const name of values.keys()) {
    if (!names.has(name)) throw new Failure(`Template ${template.name} has no variable ${name}.`, known)
  }
  const placed = template.variables.flatMap((variable) => {
    const name = nameOf(variable)
    const value = values.get(name)
    if (value !== undefined) return [{ path: variable.path, value: readValue(variable.kind, name, value) }]
    if (variable.optional) return []
    throw new Failure(`Template ${template.name} needs a value for ${name}.`, `Add --value ${name}=…`)
  })
  return placeValues(placed)
}
