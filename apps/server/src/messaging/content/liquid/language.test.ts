import { filters as everyFilter, tags as everyTag } from "liquidjs"
import { describe, expect, it } from "vitest"
import { contentFilters, contentTags, LiquidError, parseTexts } from "./language.ts"

const refusal = (text: string) => {
  try {
    parseTexts([text])
    return undefined
  } catch (error) {
    if (!(error instanceof LiquidError)) throw error
    return error
  }
}

const paths = [
  "'package.json'",
  "'../package.json'",
  "'/etc/hostname'",
  "'.parley/api-key'",
  "variables.path",
]
const fileTags = [
  ...["render", "include", "layout"].flatMap((tag) => paths.map((path) => ({ tag, args: path }))),
  { tag: "layout", args: "none" },
  { tag: "render", args: "'{{ variables.path }}'" },
  { tag: "include", args: "'package.json' with contact" },
  { tag: "render", args: "'package.json' for variables.all as one" },
]
const hidings: [string, (tag: string) => string][] = [
  ["alone", (tag) => `{% ${tag} %}`],
  ["in the middle of a text", (tag) => `Hi {{ contact.first_name }}{% ${tag} %}, yes`],
  ["with its white space cut", (tag) => `{%- ${tag} -%}`],
  ["without white space", (tag) => `{%${tag}%}`],
  ["over several lines", (tag) => `{%\n${tag}\n%}`],
  ["in a loop", (tag) => `{% for i in (1..2) %}{% ${tag} %}{% endfor %}`],
  ["in a condition", (tag) => `{% if false %}{% else %}{% ${tag} %}{% endif %}`],
  ["in a case", (tag) => `{% case 1 %}{% when 2 %}{% ${tag} %}{% endcase %}`],
  ["in a capture", (tag) => `{% capture a %}{% ${tag} %}{% endcapture %}{{ a }}`],
  ["in a liquid tag", (tag) => `{% liquid\nassign a = 1\n${tag} %}`],
  ["in a liquid tag in a liquid tag", (tag) => `{% liquid\nif true\n  liquid ${tag}\nendif %}`],
]

describe("a tag that puts texts together from files", () => {
  it.each(hidings)("is refused %s", (_where, hide) => {
    for (const { tag, args } of fileTags) {
      const refused = refusal(hide(`${tag} ${args}`))
      expect(refused?.message, `${tag} ${args}`).toContain(`the tag “${tag}”`)
      expect(refused?.message).toContain("Write the text itself")
    }
    expect(refusal(hide("block a"))?.message).toContain("the tag “block”")
  })

  it("may be named in a text that shows it", () => {
    expect(
      refusal("{% raw %}{% render 'x' %}{% endraw %}{% comment %}{% render 'x' %}{% endcomment %}"),
    ).toBe(undefined)
  })
})

describe("what Liquid there is", () => {
  it("names an unknown filter", () => {
    expect(refusal("{{ contact.first_name | titlecase }}")?.message).toContain("undefined filter: titlecase")
  })

  it("was judged tag by tag and filter by filter of the LiquidJS installed", () => {
    const refusedTags = ["block", "include", "layout", "render"]
    expect(Object.keys(everyTag).sort()).toEqual([...contentTags, ...refusedTags].sort())
    expect(Object.keys(everyFilter).sort()).toEqual([...contentFilters].sort())
  })
})
