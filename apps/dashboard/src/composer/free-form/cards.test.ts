import { validateContent } from "@parley/whatsapp/messages"
import { describe, expect, it } from "vitest"
import { moved, withButtons, withCard, withFormat, withoutCard } from "./cards.ts"
import { begin, type Card, type Kind, kinds, mediaCard } from "./kinds.ts"

const cards = () => [0, 1].map(mediaCard)
const filled = (card: Card): Card =>
  card.type === "cta_url" && !("buttons" in card.action)
    ? {
        ...card,
        action: {
          name: "cta_url",
          parameters: { display_text: `Card ${card.card_index}`, url: "https://a.example" },
        },
      }
    : card
const labels = (list: readonly Card[]) =>
  list.map((card) =>
    card.type === "cta_url" && !("buttons" in card.action) ? card.action.parameters.display_text : "",
  )

describe("the cards of a carousel", () => {
  it("are numbered in their order, whatever becomes of them", () => {
    const three = withCard(cards()).map(filled)
    expect(moved(three, 2, -1).map(({ card_index }) => card_index)).toEqual([0, 1, 2])
    expect(labels(moved(three, 2, -1))).toEqual(["Card 0", "Card 2", "Card 1"])
    expect(withoutCard(three, 0).map(({ card_index }) => card_index)).toEqual([0, 1])
    expect(moved(three, 0, -1)).toEqual(three)
  })

  it("all have the same buttons, and ids that nobody has twice", () => {
    const replying = withCard(withButtons(cards(), "reply", 2))
    const ids = replying.flatMap((card) =>
      card.type === "cta_url" && "buttons" in card.action
        ? card.action.buttons.map((one) => one.quick_reply.id)
        : [],
    )
    expect(ids).toEqual(["1.1", "1.2", "2.1", "2.2", "3.1", "3.2"])
  })

  it("all show the same kind of file, or products", () => {
    expect(withFormat(cards(), "video").map((card) => card.type === "cta_url" && card.header.type)).toEqual([
      "video",
      "video",
    ])
    expect(withFormat(withFormat(cards(), "product"), "image")).toEqual(cards())
  })
})

it.each(Object.keys(kinds) as Kind[])(
  "a new message of the kind %s lacks only what is to be written",
  (kind) => {
    const check = validateContent(begin(kind, { type: "text", text: { body: "Hello" } }))
    const codes = check.ok ? [] : check.issues.map(({ code }) => code)
    expect(codes.filter((code) => !["too_short", "bad_format", "required"].includes(code))).toEqual([])
  },
)
