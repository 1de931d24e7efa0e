/** The values of a template's variables, from one flat form to what the API wants. Pure. */

import type { Shapes } from "../api/client.ts"
import type { paths } from "../api/schema.generated.ts"

export type Variable = Shapes["Template"]["variables"][number]
type Content = paths["/v1/messages/preview"]["post"]["requestBody"]["content"]["application/json"]["content"]
type Values = NonNullable<Content["values"]>
type CardValues = NonNullable<Values["cards"]>[number]

/** Which field of the form a variable has. */
export const keyOf = ({ component, name, button_index, card_index }: Variable): string =>
  [card_index, component, button_index, name].filter((part) => part !== undefined).join(".")

export function labelOf({ component, name, kind, button_index, card_index }: Variable): string {
  const card = card_index === undefined ? "" : `Card ${card_index + 1}, `
  if (component === "button") {
    const which = `button ${(button_index ?? 0) + 1}`
    return capital(`${card}${which}: ${kind === "coupon_code" ? "offer code" : `{{${name}}}`}`)
  }
  if (kind === "text") return capital(`${card}${component} {{${name}}}`)
  if (kind === "instant") return "End of the offer (such as 2026-12-24T18:00:00Z)"
  return capital(`${card}${component}: address of the ${kind}`)
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The template's own samples, to begin with. Samples of media are not for sending. */
export function sampleForm(variables: readonly Variable[]): Record<string, string> {
  return Object.fromEntries(
    variables.flatMap((variable) =>
      variable.kind === "text" || variable.kind === "coupon_code" || variable.example?.startsWith("http")
        ? [[keyOf(variable), variable.example ?? ""]]
        : [],
    ),
  )
}

/** What the API is given; empty fields are left out. */
export function valuesOf(variables: readonly Variable[], form: Readonly<Record<string, string>>): Values {
  const values: Values = {}
  const cards: CardValues[] = []
  for (const variable of variables) {
    const given = form[keyOf(variable)] ?? ""
    if (variable.card_index !== undefined) {
      for (let index = cards.length; index <= variable.card_index; index++) cards.push({})
    }
    if (given === "") continue
    const place = variable.card_index === undefined ? values : (cards[variable.card_index] ?? values)
    if (variable.component === "button") {
      const button = variable.kind === "coupon_code" ? { coupon_code: given } : { suffix: given }
      place.buttons = { ...place.buttons, [String(variable.button_index ?? 0)]: button }
    } else if (variable.kind === "text" && variable.component === "header") {
      values.header = { ...values.header, [variable.name]: given }
    } else if (variable.kind === "text") place.body = { ...place.body, [variable.name]: given }
    else if (variable.kind === "instant") values.offer_ends_at = given
    else if (variable.kind === "image" || variable.kind === "video" || variable.kind === "document") {
      place.header_media = { link: given }
    }
  }
  return cards.length === 0 ? values : { ...values, cards }
}
