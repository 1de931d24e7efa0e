import { describe, expect, it } from "vitest"
import { blocksNamed, fillInBlocks } from "./content-blocks.ts"

const blocks = new Map([
  ["footer", "Bye, {{contact.first_name}}"],
  ["greeting", "{% assign name = contact.first_name %}"],
  ["letter", "{{content_blocks.${greeting}}}Dear {{name}} {{content_blocks.${footer}}}"],
  ["parcel", "[{{content_blocks.${letter}}}]"],
  ["ship", "<{{content_blocks.${parcel}}}>"],
  ["snake", "{{content_blocks.${snake}}}"],
])
const filled = (text: string, most = 1_000) => {
  const result = fillInBlocks(text, blocks, most)
  return result.ok ? result.text : `${result.why}: ${result.block}`
}

describe("a content block", () => {
  it.each([
    ["Hi. {{content_blocks.${footer}}}!", "Hi. Bye, {{contact.first_name}}!"],
    ["{{ content_blocks.${ footer } }}", "Bye, {{contact.first_name}}"],
    ["{{content_blocks.${footer} | id: 'cb1'}}", "Bye, {{contact.first_name}}"],
    ["Hi   {{- content_blocks.${footer} -}}   !", "HiBye, {{contact.first_name}}!"],
    [
      "{{content_blocks.${letter}}}",
      "{% assign name = contact.first_name %}Dear {{name}} Bye, {{contact.first_name}}",
    ],
    ["{{content_blocks.${nobody}}}", "unknown: nobody"],
    ["{{content_blocks.${ship}}}", "nested: greeting"],
    ["{{content_blocks.${snake}}}", "nested: snake"],
    ["nothing to fill in", "nothing to fill in"],
  ])("in %s gives %s", (text, result) => expect(filled(text)).toBe(result))

  it("makes no text longer than it may be, however often it is in it", () => {
    expect(filled("{{content_blocks.${footer}}}".repeat(40))).toBe("too_long: footer")
  })

  it("is named once, however often a text names it", () => {
    expect(blocksNamed("{{content_blocks.${a}}} {{content_blocks.${b}}} {{content_blocks.${a}}}")).toEqual([
      "a",
      "b",
    ])
  })

  it("is looked for in a time that grows as the text does", () => {
    const startMs = performance.now()
    for (const text of [
      `{{content_blocks.\${${" ".repeat(16_000)}`,
      "{{content_blocks.${a}|id:'".repeat(600),
      `{{${" ".repeat(16_000)}content_blocks`,
      "{{-".repeat(5_000),
    ])
      blocksNamed(`${text}content_blocks`)
    expect(performance.now() - startMs).toBeLessThan(500)
  })
})
