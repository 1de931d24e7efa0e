import { eachContactField, type MessageContent } from "@parley/model"
import { expect, it } from "vitest"
import { ContentFiller } from "./fill-contents.ts"

const ana = {
  contact: {
    ...eachContactField(() => null),
    first_name: "Ana",
    attributes: {},
  },
}
const saying = (body: string): MessageContent => ({
  kind: "free_form",
  message: { type: "text", text: { body } },
})
const bodyOf = ({ filled }: { filled: MessageContent }) =>
  filled.kind === "free_form" && filled.message.type === "text" ? filled.message.text.body : undefined

/** A page of a thread, as long as one can be asked for. */
const page = Array.from({ length: 200 }, (_, index) => index)

it("renders a page of ordinary messages, each with a text of its own", () => {
  const filler = new ContentFiller()
  const body = (index: number) =>
    `Hello {{ contact.first_name | default: "there" }}, your order {{ variables.order }} of ${index} chairs is on its way.`
  const filled = page.map((index) =>
    bodyOf(filler.fill(saying(body(index)), { ...ana, variables: { order: index } })),
  )
  expect(filled).toEqual(
    page.map((index) => `Hello Ana, your order ${index} of ${index} chairs is on its way.`),
  )
})

it("parses a text once, however many have it", () => {
  const filler = new ContentFiller()
  const text = `{{ contact.first_name }}${" and so on".repeat(400)}`
  const filled = page.map(() => bodyOf(filler.fill(saying(text), { ...ana, variables: {} })))
  expect(new Set(filled)).toEqual(new Set([`Ana${" and so on".repeat(400)}`]))
})

it.each([
  ["rendering each takes long", () => `{{ variables.long ${"| upcase | downcase ".repeat(10)}}}`],
  [
    "each has a long text of its own",
    (index: number) => `{{ contact.first_name }}${`${index} `.repeat(1_000)}`,
  ],
])("leaves the rest of a page as it was written where %s", (_why, body) => {
  const filler = new ContentFiller()
  const variables = { long: "a".repeat(1_000) }
  const isRendered = page.map(
    (index) => bodyOf(filler.fill(saying(body(index)), { ...ana, variables })) !== body(index),
  )
  const firstLeft = isRendered.indexOf(false)
  expect(firstLeft).toBeGreaterThan(10)
  expect(isRendered.slice(firstLeft)).not.toContain(true)
})

it("leaves what was given too much, or more deeply than anything can be read, as it was written", () => {
  const filler = new ContentFiller()
  let deep: unknown = "Ana"
  for (let level = 0; level < 10_000; level += 1) deep = [deep]
  const text = "{{ contact.first_name }}"
  for (const variables of [{ deep }, { long: "a".repeat(20_000) }])
    expect(bodyOf(filler.fill(saying(text), { ...ana, variables }))).toBe(text)
})
