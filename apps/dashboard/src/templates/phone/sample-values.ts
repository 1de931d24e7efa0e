import {
  type ButtonValues,
  type CardValues,
  type TemplateDefinition,
  type TemplateValues,
  templateVariables,
} from "@parley/whatsapp/templates"

/** The examples of a template as the values of a message: what reviewers see. A variable without one stays visible. Pure. */
export function sampleValues(template: Pick<TemplateDefinition, "components">): TemplateValues {
  const header: Record<string, string> = {}
  const message = { body: {}, buttons: {} }
  const cards: Filled[] = []
  for (const { component, name, kind, example, buttonIndex, cardIndex } of templateVariables(template)) {
    if (cardIndex !== undefined) cards[cardIndex] ??= { body: {}, buttons: {} }
    if (example === undefined || example === "") continue
    const place = cardIndex === undefined ? message : (cards[cardIndex] ?? message)
    fill(place, header, { component, name, kind, example, buttonIndex })
  }
  return { ...message, header, cards: Array.from(cards, (card) => card ?? {}) }
}

interface Filled extends CardValues {
  body: Record<string, string>
  buttons: Record<number, ButtonValues>
}

function fill(
  { body, buttons }: Filled,
  header: Record<string, string>,
  {
    component,
    name,
    kind,
    example,
    buttonIndex,
  }: { component: string; name: string; kind: string; example: string; buttonIndex: number | undefined },
): void {
  if (buttonIndex !== undefined) {
    if (kind === "coupon_code") buttons[buttonIndex] = { couponCode: example }
    else if (kind === "text") buttons[buttonIndex] = { suffix: example }
  } else if (kind === "text") {
    if (component === "header") header[name] = example
    else body[name] = example
  }
}
