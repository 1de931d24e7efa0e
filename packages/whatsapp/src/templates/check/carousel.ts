/** Rules of carousels. Source: Meta, "Media card carousel templates", "Product card carousel templates". */
import type { TemplateButton } from "../buttons.ts"
import type { CarouselCard, CarouselComponent, TemplateComponent } from "../components.ts"
import { checkMessageButtons } from "./buttons.ts"
import { error, type Location, type TemplateIssue } from "./issue.ts"
import { checkRepetitions } from "./kinds.ts"
import { checkBody, checkHeader, type ParameterFormat } from "./text.ts"

const componentsPath = "components"

type ButtonType = TemplateButton["type"]

/** What a card with a picture or a video leads to. */
const mediaCardButtons: ReadonlySet<ButtonType> = new Set(["QUICK_REPLY", "URL", "PHONE_NUMBER"])
/** A product is looked at in WhatsApp, or on a website. */
const productCardButtons: ReadonlySet<ButtonType> = new Set(["SPM", "URL"])

export function checkCarousel(
  components: readonly TemplateComponent[],
  category: string,
  format: ParameterFormat,
): TemplateIssue[] {
  const index = components.findIndex((component) => component.type === "CAROUSEL")
  const carousel = components[index]
  if (carousel?.type !== "CAROUSEL") return []
  const issues: TemplateIssue[] = []
  if (category !== "MARKETING") {
    issues.push(error("carousel_category", ["category"], "Carousels are marketing templates."))
  }
  for (const [other, component] of components.entries()) {
    if (component.type !== "CAROUSEL" && component.type !== "BODY") {
      issues.push(
        error("carousel_component", [componentsPath, other], "Beside its cards a carousel has a body only."),
      )
    }
  }
  return [...issues, ...checkCards(carousel, format, [componentsPath, index, "cards"])]
}

function checkCards(carousel: CarouselComponent, format: ParameterFormat, at: Location): TemplateIssue[] {
  const issues: TemplateIssue[] = []
  const first = carousel.cards[0]
  if (carousel.cards.length < 2 || carousel.cards.length > 10) {
    issues.push(error("carousel_cards", at, "A carousel has 2 to 10 cards."))
  }
  for (const [index, card] of carousel.cards.entries()) {
    const cardAt = [...at, index]
    issues.push(...checkCard(card, format, [...cardAt, componentsPath]))
    if (first !== undefined && cardLayout(card) !== cardLayout(first)) {
      issues.push(
        error(
          "carousel_unequal_cards",
          cardAt,
          "Every card has the same components and kinds of button as the first.",
        ),
      )
    }
  }
  return issues
}

function checkCard(card: CarouselCard, format: ParameterFormat, at: Location): TemplateIssue[] {
  const issues = checkRepetitions(card.components, at)
  const header = card.components.find((component) => component.type === "HEADER")
  const buttons = card.components.find((component) => component.type === "BUTTONS")?.buttons ?? []
  if (header?.format === "PRODUCT") issues.push(...checkProductCard(card, buttons, at))
  else issues.push(...checkMediaCard(header?.format, buttons, at))
  for (const [index, component] of card.components.entries()) {
    const componentAt = [...at, index]
    if (component.type === "HEADER") issues.push(...checkHeader(component, format, componentAt))
    if (component.type === "BODY") issues.push(...checkBody(component, format, 160, componentAt))
    if (component.type === "BUTTONS") {
      issues.push(...checkMessageButtons(component.buttons, 20, [...componentAt, "buttons"]))
    }
  }
  return issues
}

function checkMediaCard(
  format: string | undefined,
  buttons: readonly TemplateButton[],
  at: Location,
): TemplateIssue[] {
  const issues: TemplateIssue[] = []
  if (format !== "IMAGE" && format !== "VIDEO") {
    issues.push(error("card_header", at, "A card needs an image, a video or a product as its header."))
  }
  if (buttons.length < 1 || buttons.length > 2) {
    issues.push(error("card_buttons", at, "A card has one or two buttons."))
  }
  if (buttons.some(({ type }) => !mediaCardButtons.has(type))) {
    issues.push(
      error("card_button_kinds", at, "A card's buttons are quick replies, addresses and phone numbers."),
    )
  }
  return issues
}

/** Picture, name and price are the catalog's. */
function checkProductCard(
  card: CarouselCard,
  buttons: readonly TemplateButton[],
  at: Location,
): TemplateIssue[] {
  const issues: TemplateIssue[] = []
  const [button, ...more] = buttons
  if (button === undefined || more.length > 0 || !productCardButtons.has(button.type)) {
    issues.push(
      error("product_card_button", at, "A product's card has one button: to view it, or to a website."),
    )
  }
  const text = card.components.findIndex(({ type }) => type === "BODY")
  if (text !== -1) {
    issues.push(error("product_card_text", [...at, text], "A product's card has no text of its own."))
  }
  return issues
}

function cardLayout(card: CarouselCard): string {
  const parts = card.components.map((component) => {
    if (component.type === "HEADER") return `header ${component.format}`
    if (component.type === "BUTTONS") return component.buttons.map((button) => button.type).join("+")
    return component.type
  })
  return parts.sort().join(" | ")
}
