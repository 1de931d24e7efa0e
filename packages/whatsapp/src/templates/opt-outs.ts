/**
 * Quick replies that unsubscribe whatever they are called. Meta knows no such button: what is marked is kept apart from the
 * template, as texts, and a message gives those buttons the payload by which a tap is known. Pure.
 */
import type { TemplateButton } from "./buttons.ts"
import type { ButtonsComponent, CarouselCard, TemplateComponent } from "./components.ts"
import type { ButtonValues, CardValues, TemplateValues } from "./filling/values.ts"

/** What a tap on such a button answers, in words that mean the same wherever it is read. */
const optOutPayload = "STOP"

/**
 * The components as Meta takes them, and what the buttons that were marked say.
 *
 * @example
 * takeOptOuts([{ type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "No thanks", opt_out: true }] }])
 * // { components: [{ type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "No thanks" }] }], optOutReplies: ["No thanks"] }
 */
export function takeOptOuts(components: readonly TemplateComponent[]): {
  components: TemplateComponent[]
  optOutReplies: string[]
} {
  const texts = new Set<string>()
  const unmarked = (part: ButtonsComponent): ButtonsComponent => ({
    ...part,
    buttons: part.buttons.map(({ opt_out, ...button }) => {
      if (opt_out === true && button.type === "QUICK_REPLY") texts.add(button.text)
      return button
    }),
  })
  const bare = components.map((component): TemplateComponent => {
    if (component.type === "BUTTONS") return unmarked(component)
    if (component.type !== "CAROUSEL") return component
    const cards = component.cards.map((card) => ({
      ...card,
      components: card.components.map((part) => (part.type === "BUTTONS" ? unmarked(part) : part)),
    }))
    return { ...component, cards }
  })
  return { components: bare, optOutReplies: [...texts] }
}

/**
 * The components with their marks again, by the buttons' texts. They may be of any kind, as Meta returns them: what is not
 * known here stays as it is.
 *
 * @example
 * markOptOuts([{ type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "No thanks" }] }], ["No thanks"])
 * // [{ type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "No thanks", opt_out: true }] }]
 */
export function markOptOuts(components: readonly unknown[], optOutReplies: readonly string[]): unknown[] {
  const texts: ReadonlySet<unknown> = new Set(optOutReplies)
  return texts.size === 0 ? [...components] : components.map((component) => marked(component, texts))
}

function marked(value: unknown, texts: ReadonlySet<unknown>): unknown {
  if (Array.isArray(value)) return value.map((member) => marked(member, texts))
  if (typeof value !== "object" || value === null) return value
  if ("type" in value && value.type === "QUICK_REPLY" && "text" in value && texts.has(value.text))
    return { ...value, opt_out: true }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, marked(member, texts)]))
}

/**
 * The values with the payload `STOP` for the quick replies of these texts that have none of their own.
 *
 * @example
 * withOptOutPayloads([{ type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "No thanks" }] }], ["No thanks"], {})
 * // { buttons: { 0: { payload: "STOP" } } }
 */
export function withOptOutPayloads(
  components: readonly TemplateComponent[],
  optOutReplies: readonly string[],
  values: TemplateValues,
): TemplateValues {
  if (optOutReplies.length === 0) return values
  const texts = new Set(optOutReplies)
  let filled = values
  for (const component of components) {
    if (component.type === "BUTTONS") filled = withPayloads(component.buttons, texts, filled)
    if (component.type !== "CAROUSEL") continue
    const cards = component.cards.map((card, index) =>
      withPayloads(cardButtons(card), texts, values.cards?.[index] ?? {}),
    )
    filled = { ...filled, cards }
  }
  return filled
}

const cardButtons = (card: CarouselCard) =>
  card.components.flatMap((part) => (part.type === "BUTTONS" ? part.buttons : []))

function withPayloads<Values extends CardValues>(
  buttons: readonly TemplateButton[],
  texts: ReadonlySet<string>,
  values: Values,
): Values {
  const given = buttons.flatMap((button, index): [number, ButtonValues][] =>
    button.type === "QUICK_REPLY" && texts.has(button.text)
      ? [[index, { payload: optOutPayload, ...values.buttons?.[index] }]]
      : [],
  )
  return given.length === 0
    ? values
    : { ...values, buttons: { ...values.buttons, ...Object.fromEntries(given) } }
}
