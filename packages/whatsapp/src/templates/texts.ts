/** The texts of a template, each with the place it is at. */

import type { TemplateButton } from "./buttons.ts"
import type { Location } from "./check/issue.ts"
import type {
  BodyComponent,
  ButtonsComponent,
  FooterComponent,
  HeaderComponent,
  TemplateComponent,
} from "./components.ts"
import type { TemplateDefinition } from "./definition.ts"

export interface PlacedText {
  at: Location
  text: string
  /**
   * `reply` is what a quick reply says, `opt_out` what one says that is marked so, `button` what any other button says,
   * `link` the address of one.
   */
  kind: "header" | "body" | "footer" | "reply" | "opt_out" | "button" | "link" | "offer"
}

/** Every text of a template in reading order, cards included. */
export function templateTexts(definition: Pick<TemplateDefinition, "components">): PlacedText[] {
  return definition.components.flatMap((component, index) => componentTexts(component, ["components", index]))
}

function componentTexts(component: TemplateComponent, at: Location): PlacedText[] {
  switch (component.type) {
    case "HEADER":
    case "BODY":
    case "FOOTER":
    case "BUTTONS":
      return partTexts(component, at)
    case "LIMITED_TIME_OFFER":
      return [
        { kind: "offer", at: [...at, "limited_time_offer", "text"], text: component.limited_time_offer.text },
      ]
    case "CAROUSEL":
      return component.cards.flatMap((card, cardIndex) =>
        card.components.flatMap((part, index) =>
          partTexts(part, [...at, "cards", cardIndex, "components", index]),
        ),
      )
  }
}

function partTexts(
  part: HeaderComponent | BodyComponent | FooterComponent | ButtonsComponent,
  at: Location,
): PlacedText[] {
  switch (part.type) {
    case "HEADER":
      return part.text === undefined ? [] : [{ kind: "header", at: [...at, "text"], text: part.text }]
    case "BODY":
      return part.text === undefined ? [] : [{ kind: "body", at: [...at, "text"], text: part.text }]
    case "FOOTER":
      return part.text === undefined ? [] : [{ kind: "footer", at: [...at, "text"], text: part.text }]
    case "BUTTONS":
      return part.buttons.flatMap((button, index): PlacedText[] => {
        const label: PlacedText[] =
          button.text === undefined
            ? []
            : [{ kind: labelKind(button), at: [...at, "buttons", index, "text"], text: button.text }]
        if (button.type !== "URL") return label
        return [...label, { kind: "link", at: [...at, "buttons", index, "url"], text: button.url }]
      })
  }
}

function labelKind({ type, opt_out }: TemplateButton): PlacedText["kind"] {
  if (type !== "QUICK_REPLY") return "button"
  return opt_out === true ? "opt_out" : "reply"
}
