import { checkTemplate, preflightTemplate } from "@parley/whatsapp/templates"
import { describe, expect, it } from "vitest"
import { emptyCards, withCardFormat, withHeader, withoutCard, withProductButton } from "../cards.ts"
import { bySection, sectionOf } from "../findings.ts"
import {
  type Draft,
  definitionOf,
  draftOf,
  emptyDraft,
  nextVariable,
  noHeader,
  variablesIn,
} from "./draft.ts"

const picture = { format: "IMAGE" as const, text: "", handle: "4::a", pictureUrl: null }
const base: Draft = { ...emptyDraft, name: "order_update", format: "POSITIONAL" }

const drafts: Record<string, Draft> = {
  "a plain one": {
    ...base,
    category: "UTILITY",
    format: "NAMED",
    header: { format: "TEXT", text: "Order {{order_no}}", handle: "", pictureUrl: null },
    body: "Hi {{first_name}}, your order {{order_no}} has been shipped today.",
    footer: "Thank you",
    buttons: [
      { type: "URL", text: "Track", url: "https://shop.example/{{1}}", example: ["https://shop.example/a"] },
    ],
    samples: { header: { order_no: "A-17" }, body: { first_name: "Ana", order_no: "A-17" } },
  },
  "an offer": {
    ...base,
    kind: "offer",
    header: picture,
    body: "Hi {{1}}, take 20% off everything today. Reply STOP to opt out.",
    buttons: [{ type: "COPY_CODE", example: "SAVE20" }],
    samples: { header: {}, body: { "1": "Ana" } },
    offer: { text: "Ends tonight", expires: true },
  },
  "a carousel": {
    ...base,
    kind: "carousel",
    body: "Our new chairs, dear {{1}}, are waiting for you.",
    samples: { header: {}, body: { "1": "Ana" }, "card.0": {}, "card.1": {} },
    cards: ["A chair", "A table"].map((body) => ({
      header: picture,
      body,
      buttons: [{ type: "QUICK_REPLY" as const, text: "More" }],
    })),
  },
  "a carousel of products": {
    ...base,
    kind: "carousel",
    body: "Our new chairs are waiting for you.",
    samples: { header: {}, body: {} },
    cards: withCardFormat(emptyCards, "PRODUCT"),
  },
  "one product": {
    ...base,
    body: "Our new chair is waiting for you.",
    samples: { header: {}, body: {} },
    ...withHeader(base, { ...noHeader, format: "PRODUCT" }),
  },
  "a GIF": {
    ...base,
    header: { ...noHeader, format: "GIF", handle: "4::a" },
    body: "Our new chair is waiting for you.",
    samples: { header: {}, body: {} },
  },
  "a login code": {
    ...base,
    category: "AUTHENTICATION",
    kind: "authentication",
    samples: { header: {}, body: {} },
  },
}

describe("a draft", () => {
  it.each(Object.entries(drafts))(
    "of %s is a template that Meta takes, and is found again in it",
    (_what, draft) => {
      const definition = definitionOf(draft)
      expect(checkTemplate(definition).filter((issue) => issue.severity === "error")).toEqual([])
      expect(draftOf(definition)).toEqual(draft)
    },
  )

  it("knows its variables in the order Meta wants their samples", () => {
    expect(variablesIn("{{2}} and {{ 1 }} and {{2}}")).toEqual(["1", "2"])
    expect(variablesIn("{{last}} {{first}}")).toEqual(["last", "first"])
  })

  it("names the next variable by its format", () => {
    expect(nextVariable(base, "Hi {{1}} and {{2}}")).toBe("3")
    expect(nextVariable({ ...base, format: "NAMED" }, "Hi")).toBe("value_1")
    expect(nextVariable({ ...base, format: "NAMED" }, "Hi {{value_1}}")).toBe("value_2")
  })
})

describe("a finding", () => {
  it("belongs to the section that is to blame", () => {
    const { category, components } = definitionOf(drafts["a plain one"] ?? base)
    const at = (field: string) => sectionOf(field, { category, components })
    expect(
      ["name", "components.0.text", "components.1.example", "components.3.buttons.0.url", "components"].map(
        at,
      ),
    ).toEqual(["name", "header", "body", "buttons.0", "template"])
  })

  it("of a card belongs to that card", () => {
    const definition = definitionOf({ ...(drafts["a carousel"] ?? base), cards: emptyCards })
    const findings = preflightTemplate(definition).issues.map((issue) => ({
      ...issue,
      field: issue.at.join("."),
    }))
    expect([...bySection(findings, definition).keys()]).toEqual(
      expect.arrayContaining(["cards.0", "cards.1"]),
    )
  })
})

describe("the cards of a carousel", () => {
  const link = { type: "URL" as const, text: "Buy", url: "https://shop.example" }
  const kinds = (cards: Draft["cards"]) =>
    cards.map(({ header, body, buttons }) => [header.format, body, ...buttons.map(({ type }) => type)])

  it("show products with one button, and may lead to a website", () => {
    const cards = emptyCards.map((card) => ({ ...card, body: "A chair" }))
    const products = withCardFormat(cards, "PRODUCT")
    expect(kinds(products)).toEqual(Array(2).fill(["PRODUCT", "", "SPM"]))
    expect(kinds(withProductButton(products, "URL"))).toEqual(Array(2).fill(["PRODUCT", "", "URL"]))
    expect(kinds(withCardFormat(products, "VIDEO"))).toEqual(Array(2).fill(["VIDEO", "", "QUICK_REPLY"]))
  })

  it("keep their link when they show something else", () => {
    const cards = emptyCards.map((card) => ({ ...card, buttons: [...card.buttons, link] }))
    expect(withCardFormat(cards, "PRODUCT").map(({ buttons }) => buttons)).toEqual([[link], [link]])
  })

  it("keep their samples when one before them is taken away", () => {
    const samples = { body: { "1": "Ana" }, "card.0": { "1": "20" }, "card.1": { "1": "90" } }
    expect(withoutCard({ cards: emptyCards, samples }, 0)).toEqual({
      cards: emptyCards.slice(1),
      samples: { body: { "1": "Ana" }, "card.0": { "1": "90" } },
    })
  })
})
