/** Rules of the mark `opt_out`, which is ours: Meta never sees it. */
import type { TemplateButton } from "../buttons.ts"
import type { TemplateComponent } from "../components.ts"
import type { TemplateDefinition } from "../definition.ts"
import { error, type Location, type TemplateIssue } from "./issue.ts"

/** Only a quick reply comes back as a message, and only marketing is what people opt out of. */
export function checkOptOuts({
  components,
  category,
}: Pick<TemplateDefinition, "components" | "category">): TemplateIssue[] {
  return placedButtons(components).flatMap(({ button, at }): TemplateIssue[] => {
    if (button.opt_out !== true) return []
    const place = [...at, "opt_out"]
    if (button.type !== "QUICK_REPLY")
      return [error("opt_out_button", place, `Only a quick reply unsubscribes; this is ${button.type}.`)]
    if (category === "MARKETING") return []
    return [error("opt_out_category", place, `People opt out of marketing; this template is ${category}.`)]
  })
}

function placedButtons(components: readonly TemplateComponent[]) {
  return components.flatMap((component, index) => {
    const at = ["components", index]
    if (component.type === "BUTTONS") return placed(component.buttons, at)
    if (component.type !== "CAROUSEL") return []
    return component.cards.flatMap((card, cardIndex) =>
      card.components.flatMap((part, partIndex) =>
        part.type === "BUTTONS"
          ? placed(part.buttons, [...at, "cards", cardIndex, "components", partIndex])
          : [],
      ),
    )
  })
}

const placed = (buttons: readonly TemplateButton[], at: Location) =>
  buttons.map((button, index) => ({ button, at: [...at, "buttons", index] }))
