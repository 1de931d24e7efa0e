import { expect, it } from "vitest"
import { noMessage } from "../../composer/content.ts"
import { asBody, type CampaignValues, lacksOf, mistakesIn, nextName, sharesOf } from "./values.ts"

const draft: CampaignValues = {
  name: "Summer sale",
  number_id: "n1",
  variants: [{ name: "Variant A", weight: 1, content: noMessage }],
  control_share: 0,
  audience: { all: [] },
  delivery: { kind: "once" },
  tags: [],
  folder: " ",
}
const written = { kind: "free_form" as const, message: { type: "text" as const, text: { body: "Hello" } } }
const second = { name: "Variant B", weight: 1, content: noMessage }

it("a draft without a message can be saved, and lacks it before it is launched", () => {
  expect(mistakesIn(draft)).toEqual({})
  expect(asBody(draft)).toMatchObject({ variants: [], folder: null })
  expect(lacksOf(draft)).toEqual([
    { path: "variants.0.content.template_id", message: "Variant A: choose a template." },
  ])
  expect(lacksOf({ ...draft, number_id: null })).toHaveLength(2)
})

it("one of several variants without a template is said at its field", () => {
  const [first] = draft.variants
  const two = { ...draft, variants: [{ ...first, name: "Variant A", weight: 0, content: written }, second] }
  expect(mistakesIn(two)).toEqual({ "variants.1.content.template_id": "Choose a template" })
  expect(
    Object.keys(
      mistakesIn({ ...two, name: " ", variants: two.variants.map((one) => ({ ...one, weight: 0 })) }),
    ),
  ).toEqual(["name", "variants.1.content.template_id", "variants.0.weight"])
})

it("conditions that lack something are said at the audience", () => {
  const audience = { all: [{ on: "attribute" as const }] }
  expect(Object.keys(mistakesIn({ ...draft, audience }))).toEqual(["audience"])
})

it("variants are named by the next free letter, and get their part of the whole", () => {
  expect(nextName([{ name: "Variant A" }, { name: "Variant C" }])).toBe("Variant B")
  expect(sharesOf([{ weight: 3 }, { weight: 1 }, { weight: 0 }])).toEqual([75, 25, 0])
})
