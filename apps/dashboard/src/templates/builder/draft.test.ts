import { checkTemplate, preflightTemplate } from "@parley/whatsapp/templates"
import { describe, expect, it } from "vitest"
import {
  type Draft,
  definitionOf,
  draftOf,
  emptyCard,
  emptyDraft,
  nextVariable,
  variablesIn,
} from "./draft.ts"
import { bySection, sectionOf } from "./findings.ts"

const picture = { format: "IMAGE" as const, text: "", handle: "4::a", pictureUrl: null }
const base: Draft = { ...emptyDraft, name: "order_update" }

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
      ...emptyCard,
      header: picture,
      body,
      buttons: [{ type: "QUICK_REPLY" as const, text: "More" }],
    })),
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
    expect(nextVariable({ ...base, format: "NAMED" }, "Hi")).toBe("first_name")
    expect(nextVariable({ ...base, format: "NAMED" }, "Hi {{first_name}}")).toBe("value_1")
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
    const definition = definitionOf({ ...(drafts["a carousel"] ?? base), cards: [emptyCard, emptyCard] })
    const findings = preflightTemplate(definition).issues.map((issue) => ({
      ...issue,
      field: issue.at.join("."),
    }))
    expect([...bySection(findings, definition).keys()]).toEqual(
      expect.arrayContaining(["cards.0", "cards.1"]),
    )
  })
})
