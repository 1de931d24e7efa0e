// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how attributes are written
import { describe, expect, it } from "vitest"
import type { MessageContent } from "./content.ts"
import { addressesIn, markContent, replaceMarked, targetOf } from "./tracked-links.ts"

const urlsIn = (text: string) => addressesIn(text).map(({ url }) => url)

describe("an address", () => {
  it.each([
    ["See https://shop.example.", ["https://shop.example"]],
    ["(https://shop.example/a_(b))", ["https://shop.example/a_(b)"]],
    ["*https://shop.example/sale*, now!", ["https://shop.example/sale"]],
    [
      "https://a.example/x and http://b.example:8080?y=1#z",
      ["https://a.example/x", "http://b.example:8080?y=1#z"],
    ],
    [
      "https://shop.example/p/{{ contact.city | url_encode }}?n={{${first_name}}}.",
      ["https://shop.example/p/{{ contact.city | url_encode }}?n={{${first_name}}}"],
    ],
    ["{% if contact.city %}https://shop.example/a{% endif %}", ["https://shop.example/a"]],
    ["https://müller.example/ß", ["https://müller.example/ß"]],
  ])("of %s", (text, urls) => {
    expect(urlsIn(text)).toEqual(urls)
  })

  it.each([
    ["whose host is a value", "https://{{ contact.attributes.site }}/x"],
    ["whose host goes on with a value", "https://shop.{{ contact.country }}/x"],
    ["with a name and a password", "https://shop.example:pass@evil.example/"],
    ["with a name", "https://shop.example@evil.example/"],
    ["of another scheme", "javascript:alert(1) ftp://a.example data:text/html,x"],
    ["in a tag", "{% connected_content https://api.example/x :save r %}{% assign u = 'https://a.example' %}"],
    ["in an output", "{{ 'https://a.example' }}"],
    [
      "that is captured, as filters may change it",
      "{% capture u %}https://a.example/x{% endcapture %}{{ u | url_encode }}",
    ],
  ])("%s is not tracked", (_, text) => {
    expect(urlsIn(text)).toEqual([])
  })
})

describe("a content", () => {
  const free = (message: object, links: object | undefined = {}): MessageContent =>
    ({ kind: "free_form", message, ...(links && { links }) }) as MessageContent

  it("has its links where people can tap them, and nowhere else", () => {
    const message = {
      type: "interactive",
      interactive: {
        type: "cta_url",
        header: { type: "image", image: { link: "https://cdn.example/a.png" } },
        body: { text: "Look: https://a.example/1" },
        footer: { text: "https://b.example" },
        action: { name: "cta_url", parameters: { display_text: "Shop", url: "https://c.example/2" } },
      },
    }
    const { links, content } = markContent(free(message))
    expect(links.map(({ place, url }) => [place, url])).toEqual([
      ["text", "https://a.example/1"],
      ["button", "https://c.example/2"],
    ])
    expect(JSON.stringify(content)).toContain('"https://cdn.example/a.png"')
  })

  it("that does not ask for it has none", () => {
    const content = {
      kind: "free_form",
      message: { type: "text", text: { body: "https://a.example" } },
    } as const
    expect(markContent(content)).toMatchObject({ links: [], content })
  })

  it("has the same link once, and comes out as it was with its addresses replaced", () => {
    const { links, content } = markContent(
      free({ type: "text", text: { body: "https://a.example, https://a.example?x" } }),
    )
    expect(links).toHaveLength(2)
    const text =
      content.kind === "free_form" && content.message.type === "text" ? content.message.text.body : ""
    expect(replaceMarked(text, (number) => `<${number}>`)).toBe("<0>, <1>")
    expect(replaceMarked(text, (_, url) => url)).toBe("https://a.example, https://a.example?x")
  })
})

describe("a target", () => {
  const of = (url: string, host = "shop.example") => targetOf({ host }, url, [])
  it.each([
    ["another host", "https://evil.example/"],
    ["a name before another host", "https://shop.example@evil.example/"],
    ["another scheme", "javascript://shop.example/%0aalert(1)"],
    ["another port", "https://shop.example:8443/"],
    ["no address", "https://"],
    ["more than a browser takes", `https://shop.example/${"a".repeat(5_000)}`],
  ])("with %s is none", (_, url) => {
    expect(of(url)).toBeUndefined()
  })

  it("has nothing in it that ends a header", () => {
    expect(of("https://shop.example/a\r\nSet-Cookie: x=1")).toBe("https://shop.example/aSet-Cookie:%20x=1")
    expect(targetOf({ host: "shop.example" }, "https://shop.example", [["source", "a\r\nb&c=d#e"]])).toBe(
      "https://shop.example/?utm_source=a%0D%0Ab%26c%3Dd%23e",
    )
  })
})
