/** Where the buttons of a template lead that is built on the links' domain. Pure. */
import { addressesIn, type MessageContent } from "@parley/model"
import type { TemplateComponents } from "@parley/whatsapp/templates"
import { linkPath } from "../../links/index.ts"
import { Problem } from "../../platform/errors.ts"

type Values = (MessageContent & { kind: "template" })["values"]
type Buttons = Values["buttons"]

/** @throws Problem invalid_request naming the field */
export function checkTargets({ components }: TemplateComponents, values: Values): void {
  const cards = components.find((component) => component.type === "CAROUSEL")?.cards ?? []
  check(values.buttons, components, "")
  for (const [index, card] of (values.cards ?? []).entries())
    check(card.buttons, cards[index]?.components ?? [], `cards.${index}.`)
}

function check(given: Buttons, components: TemplateComponents["components"], at: string): void {
  const buttons = components.find((component) => component.type === "BUTTONS")?.buttons ?? []
  for (const [index, { target }] of Object.entries(given ?? {})) {
    if (target === undefined) continue
    const field = `content.values.${at}buttons.${index}.target`
    const button = buttons[Number(index)]
    if (button?.type !== "URL" || !onLinks.test(button.url)) {
      throw new Problem(
        "invalid_request",
        `Button ${Number(index) + 1} of the template leads to no tracked address.`,
        {
          field,
          help: `The address of such a button is the links' domain with ${linkPath}{{1}} behind it, as the template was approved with. Give the end of the address as \`suffix\`.`,
        },
      )
    }
    const [found] = addressesIn(target)
    if (found?.start === 0 && found.url === target) continue
    throw new Problem("invalid_request", "The target of a button is an address whose host is written out.", {
      field,
      help: "Begin with https:// and the host, such as https://shop.example/{{ contact.city | url_encode }}.",
    })
  }
}

const onLinks = /^https?:\/\/[^/{}]+\/l\/\{\{1\}\}$/
