/** The cards of a carousel: all have the same kind of file, and the same buttons. Source: Meta, "Media carousel". Pure. */
import { type Card, type MediaCard, type Medium, sourceOf } from "./kinds.ts"

export const [fewestCards, mostCards] = [2, 10]
export const mostReplies = 3

export type CardFormat = "image" | "video" | "product"
export type CardButtons = "link" | "reply"
type Cards = readonly Card[]

/** What the first card is, all are. */
export function formatOf([first]: Cards): CardFormat {
  return first === undefined || first.type === "product" ? "product" : first.header.type
}

export function buttonsOf([first]: Cards): { kind: CardButtons; count: number } {
  return first?.type === "cta_url" && "buttons" in first.action
    ? { kind: "reply", count: first.action.buttons.length }
    : { kind: "link", count: 1 }
}

const numbered = (cards: Cards): Card[] => cards.map((card, card_index) => ({ ...card, card_index }))

const emptyMedia = (format: "image" | "video", index: number, action: MediaCard["action"]): Card => ({
  card_index: index,
  type: "cta_url",
  header: headerWith(format, { link: "" }),
  action,
})

const emptyLink = (): MediaCard["action"] => ({ name: "cta_url", parameters: { display_text: "", url: "" } })
const replies = (index: number, titles: readonly string[]): MediaCard["action"] => ({
  buttons: titles.map((title, place) => ({
    type: "quick_reply",
    quick_reply: { id: `${index + 1}.${place + 1}`, title },
  })),
})

export const headerWith = (format: "image" | "video", medium: Medium): MediaCard["header"] =>
  format === "image" ? { type: "image", image: sourceOf(medium) } : { type: "video", video: sourceOf(medium) }

export const mediumOfCard = ({ header }: MediaCard): Medium =>
  header.type === "image" ? header.image : header.video

export function withFormat(cards: Cards, format: CardFormat): Card[] {
  const { kind, count } = buttonsOf(cards)
  return cards.map((card, index): Card => {
    if (format === "product")
      return card.type === "product"
        ? card
        : { card_index: index, type: "product", action: { catalog_id: "", product_retailer_id: "" } }
    if (card.type === "cta_url") return { ...card, header: headerWith(format, { link: "" }) }
    const action =
      kind === "link"
        ? emptyLink()
        : replies(
            index,
            Array.from({ length: count }, () => ""),
          )
    return emptyMedia(format, index, action)
  })
}

/** What is written on the buttons stays, as far as there are as many. */
export function withButtons(cards: Cards, kind: CardButtons, count: number): Card[] {
  return cards.map((card, index): Card => {
    if (card.type === "product") return card
    if (kind === "link") return "buttons" in card.action ? { ...card, action: emptyLink() } : card
    const before =
      "buttons" in card.action ? card.action.buttons.map(({ quick_reply }) => quick_reply.title) : []
    return {
      ...card,
      action: replies(
        index,
        Array.from({ length: count }, (_, place) => before[place] ?? ""),
      ),
    }
  })
}

/** One more like the last. */
export function withCard(cards: Cards): Card[] {
  const last = cards.at(-1)
  if (last?.type === "product")
    return numbered([...cards, { ...last, action: { ...last.action, product_retailer_id: "" } }])
  const { kind, count } = buttonsOf(cards)
  const action =
    kind === "link"
      ? emptyLink()
      : replies(
          cards.length,
          Array.from({ length: count }, () => ""),
        )
  return [...cards, emptyMedia(formatOf(cards) === "video" ? "video" : "image", cards.length, action)]
}

export const withoutCard = (cards: Cards, place: number): Card[] => numbered(cards.toSpliced(place, 1))

export function moved(cards: Cards, place: number, by: -1 | 1): Card[] {
  const card = cards[place]
  if (card === undefined || cards[place + by] === undefined) return [...cards]
  return numbered(cards.toSpliced(place, 1).toSpliced(place + by, 0, card))
}
