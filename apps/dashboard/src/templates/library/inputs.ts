/** What a business adds to a format of Meta's library: addresses and numbers of its buttons, optional sentences. Pure. */
import type { TemplateDefinition } from "@parley/whatsapp/templates"
import type { Shapes } from "../../api/client.ts"

type ButtonInput = Shapes["LibraryButtonInput"]
export type BodyInputs = Shapes["LibraryBodyInputs"]

/** A button of the format that needs something of the business. */
export interface OpenButton {
  /** Its place among all buttons of the format. */
  index: number
  type: "URL" | "PHONE_NUMBER"
  text: string
}

/** What was typed for a button. */
export interface ButtonForm {
  /** An address or a phone number. */
  target: string
  /** A whole address, where the address ends with a variable. */
  example: string
}

const buttonsOf = ({ components }: Pick<TemplateDefinition, "components">) =>
  components.flatMap((component) => (component.type === "BUTTONS" ? component.buttons : []))

export function openButtons(definition: Pick<TemplateDefinition, "components">): OpenButton[] {
  return buttonsOf(definition).flatMap((button, index) =>
    button.type === "URL" || button.type === "PHONE_NUMBER"
      ? [{ index, type: button.type, text: button.text }]
      : [],
  )
}

export const endsWithVariable = (address: string) => address.trim().endsWith("{{1}}")

/** As the API takes them: one for each button of the format, in its order. */
export function buttonInputs(
  definition: Pick<TemplateDefinition, "components">,
  forms: Readonly<Record<string, ButtonForm>>,
): ButtonInput[] {
  return buttonsOf(definition).map(({ type }, index): ButtonInput => {
    const { target, example } = forms[index] ?? { target: "", example: "" }
    if (type === "PHONE_NUMBER") return { type, phone_number: target.trim() }
    if (type !== "URL") return { type: "QUICK_REPLY" }
    const suffix = endsWithVariable(target) ? { url_suffix_example: example.trim() } : {}
    return { type, url: { base_url: target.trim(), ...suffix } }
  })
}

/**
 * The field of the form that a refusal is about: `name`, `buttons.0.target`, `buttons.0.example`; undefined when it is
 * none of them. The API names a button by what was sent (`button_inputs.0…`) or by what it becomes (`components.2.buttons.0…`).
 */
export function fieldAtFault(field: string | undefined): string | undefined {
  if (field === "name") return field
  const index = /\b(?:button_inputs|buttons)\.(\d+)\b/.exec(field ?? "")?.[1]
  if (index === undefined) return undefined
  return `buttons.${index}.${field?.includes("example") ? "example" : "target"}`
}
