import { eachContactField } from "@parley/model"
import { describe, expect, it } from "vitest"
import type { Personal } from "./render.ts"
import { renderApart } from "./render-in-child.ts"

const person = (first_name: string, variables: unknown = {}): Personal => ({
  contact: {
    ...eachContactField(() => null),
    first_name,
    attributes: {},
  },
  variables,
})
const people = (count: number) => Array.from({ length: count }, (_, index) => person(`Ana${index}`))

const loop = "{% for i in (1..2) %}{{ contact.first_name }} {% endfor %}"
/** Takes some milliseconds for each person. */
const slow = "{% for i in (1..10000) %}{% endfor %}{{ contact.first_name }}"
const endless =
  "{% assign a = (1..9999) %}{% for i in a %}{% for j in a %}{% for k in a %}{% endfor %}{% endfor %}{% endfor %}"
const failures = async (text: string) => {
  const rendered = await renderApart({ owner: "a", texts: [text], people: people(3) })
  return rendered === "busy" ? rendered : rendered.map((one) => (one.ok ? one.texts : one.message))
}

describe("a process apart", () => {
  it.each([
    ["a loop without an end", endless],
    ["a list without an end", "{% for i in (1..99999999) %}{% endfor %}"],
    ["numbers that count no further", "{% for i in (9007199254740992..9007199254740996) %}{% endfor %}"],
  ])("says of %s that it takes too much, and renders the next content", async (_what, text) => {
    const tooMuch = expect.stringMatching(/^takes too much (time|memory)$/)
    expect(await failures(text)).toEqual([tooMuch, tooMuch, tooMuch])
    expect(await failures(loop)).toEqual([["Ana0 Ana0 "], ["Ana1 Ana1 "], ["Ana2 Ana2 "]])
  })

  it.each([
    ["loops", endless, /^takes too much time$/],
    ["allocates", "{% for i in (1..99999999) %}{% endfor %}", /^takes too much memory$/],
    [
      "breaks the process down",
      "{% for i in (9007199254740992..9007199254740996) %}{% endfor %}",
      /^takes too much (time|memory)$/,
    ],
    ["throws", "{{ 1 | divided_by: 0 }}", /^cannot be rendered: /],
  ])("renders for all others where it %s for one", async (_what, text, message) => {
    const ofOne = `{% for i in (1..1) %}{% if contact.first_name == "Ana7" %}${text}{% endif %}{% endfor %}{{ contact.first_name }}`
    const everybody = people(20)
    const rendered = await renderApart({ owner: "a", texts: [ofOne], people: everybody })
    if (rendered === "busy") throw new Error("Its turn did not come.")
    const said = rendered.map((one) => (one.ok ? one.texts[0] : one.message))
    const names = everybody.map(({ contact }) => contact.first_name)
    expect(said).toEqual(names.with(7, expect.stringMatching(message)))
  })

  it("gives up a message whose texts are together longer than any, as all of a batch are kept", async () => {
    const long = `{% for i in (1..1) %}{{ variables.a | replace: "a", variables.b }}{% endfor %}`
    const anybody = person("Ana", { a: "a".repeat(200), b: "b".repeat(200) })
    const render = async (count: number) => {
      const texts = Array.from({ length: count }, () => long)
      const rendered = await renderApart({ owner: "a", texts, people: [anybody] })
      return rendered === "busy"
        ? rendered
        : rendered.map((one) => (one.ok ? one.texts.join("").length : one))
    }
    expect(await render(1)).toEqual([40_000])
    expect(await render(2)).toEqual([
      { ok: false, text: 1, why: "too_long", message: expect.stringContaining("65536 characters") },
    ])
  })

  it("serves one owner between the turns of others", async () => {
    const done: string[] = []
    const render = async (owner: string, text: string, count: number) => {
      const rendered = await renderApart({ owner, texts: [text], people: people(count) })
      done.push(owner)
      return rendered === "busy" ? rendered : rendered.map((one) => (one.ok ? one.texts[0] : one.why))
    }
    const [a, b, c] = await Promise.all([
      render("a", slow, 500),
      render("b", slow, 500),
      render("c", loop, 2),
    ])
    expect(done[0]).toBe("c")
    expect(c).toEqual(["Ana0 Ana0 ", "Ana1 Ana1 "])
    for (const all of [a, b]) expect(all).toEqual(people(500).map(({ contact }) => contact.first_name))
  })
})
