import { eachContactField, type MessageContent } from "@parley/model"
import { describe, expect, it } from "vitest"
import { type CompiledFrom, compileContent } from "./compile.ts"
import { LiquidError } from "./liquid/language.ts"
import type { Personal } from "./liquid/render.ts"

const template = {
  name: "summer",
  language: "en_US",
  parameter_format: "NAMED",
  opt_out_replies: [],
  components: [{ type: "BODY", text: "Hello {{first_name}}, {{city}} has a sale today." }],
}
const content = (body: Record<string, string>): MessageContent => ({
  kind: "template",
  template_id: "0199d1de-0000-7000-8000-000000000000",
  values: { body },
})
const ana: Personal = {
  contact: {
    ...eachContactField(() => null),
    external_id: "u-1",
    phone: "+16505551234",
    first_name: "Ana",
    language: "es",
    country: "PE",
    attributes: { city: "Lima" },
  },
  variables: { code: 7 },
}
const personal = (first_name: string | null): Personal => ({
  ...ana,
  contact: { ...ana.contact, first_name },
})

function composed(body: Record<string, string>, person = ana) {
  const result = compileContent(content(body), template).compose(person)
  return result?.ok ? JSON.parse(`{${result.content}}`) : result
}
const texts = (body: Record<string, string>, person = ana) =>
  composed(body, person).template.components[0].parameters.map(
    (parameter: { text: string }) => parameter.text,
  )

describe("compileContent", () => {
  it("builds the payload of a template with the contact's values", () => {
    expect(
      composed({ first_name: "{{ contact.first_name }}", city: "{{ contact.attributes.city }}" }),
    ).toEqual({
      type: "template",
      template: {
        name: "summer",
        language: { code: "en_US" },
        components: [
          {
            type: "body",
            parameters: [
              { type: "text", parameter_name: "first_name", text: "Ana" },
              { type: "text", parameter_name: "city", text: "Lima" },
            ],
          },
        ],
      },
    })
  })

  it("keeps whatever a name contains as text", () => {
    const name = 'A"n\\a\u2028 {{ 7 }} 😀 عائشة'
    expect(texts({ first_name: "{{ contact.first_name }}", city: "x" }, personal(name))).toEqual([name, "x"])
  })

  it("flattens what Meta refuses in a parameter: line breaks, tabs, runs of spaces", () => {
    const flat = (name: string) =>
      texts({ first_name: "{{ contact.first_name }}", city: "x" }, personal(name))[0]
    expect(flat("Ana\n\tMaria      Ruiz")).toBe("Ana Maria    Ruiz")
    expect(flat("Street 1,  \n  Lima")).toBe("Street 1, Lima")
    expect(flat("a \t \r\n \t b")).toBe("a b")
  })

  it("uses a default where an attribute is absent", () => {
    expect(
      texts(
        {
          first_name: '{{ contact.first_name | default: "there" }}',
          city: "{{ contact.attributes.nope | default: 'town' }}",
        },
        personal(null),
      ),
    ).toEqual(["there", "town"])
  })

  it("refuses a message whose variable comes out empty, rather than let Meta refuse it", () => {
    expect(composed({ first_name: "{{ contact.first_name }}", city: "x" }, personal(null))).toMatchObject({
      ok: false,
      reason: "empty_variable",
    })
  })

  it("renders what the message alone was given", () => {
    expect(texts({ first_name: "{{ variables.code | plus: 1 }}", city: "x" })).toEqual(["8", "x"])
  })

  it("leaves a text that could render forever to a process apart, which stops it", async () => {
    const endless =
      "{% assign a = (1..9999) %}{% for i in a %}{% for j in a %}{% for k in a %}{% endfor %}{% endfor %}{% endfor %}"
    const compiled = compileContent(content({ first_name: endless, city: "x" }), template)
    expect(compiled.compose(ana)).toBe(undefined)
    expect(await compiled.composeApart([ana, ana, ana], "a workspace")).toMatchObject([
      { ok: false, reason: "content_broken", detail: "Text 1 takes too much time." },
      { ok: false, reason: "content_broken" },
      { ok: false, reason: "content_broken" },
    ])
    expect(compiled.compose(ana)).toMatchObject({ ok: false, reason: "content_broken" })
  })

  it("composes loops for many at once, each in their place", async () => {
    const loop = "{% for i in (1..3) %}{{ contact.first_name }}{{ i }} {% endfor %}"
    const compiled = compileContent(content({ first_name: loop, city: "x" }), template)
    const people = Array.from({ length: 700 }, (_, index) => personal(`Ana${index}`))
    const all = await compiled.composeApart(people, "a workspace")
    const names = all === "busy" ? [] : all.map((one) => one.ok && /"text":"(\w+)1 /.exec(one.content)?.[1])
    expect(names).toEqual(people.map(({ contact }) => contact.first_name))
  })

  it("says of a template that became a GIF's that Meta would not send it", () => {
    const gif = { ...template, components: [{ type: "HEADER", format: "GIF" }, ...template.components] }
    expect(compileContent(content({ first_name: "Ana", city: "x" }), gif).compose(ana)).toMatchObject({
      ok: false,
      reason: "gif_header",
    })
  })

  it("says which text is not Liquid", () => {
    expect(() =>
      compileContent(content({ first_name: "{{ contact.first_name", city: "x" }), template),
    ).toThrow(LiquidError)
  })

  it("composes free-form messages as they stand, line breaks included", () => {
    const reply: MessageContent = {
      kind: "free_form",
      message: { type: "text", text: { body: "Hello {{ contact.first_name }},\n\nyes." } },
    }
    expect(compileContent(reply, null).compose(ana)).toEqual({
      ok: true,
      content: '"type":"text","text":{"body":"Hello Ana,\\n\\nyes."}',
    })
  })
})

describe("Liquid at the end of an address", () => {
  const withLink = {
    ...template,
    components: [
      { type: "BODY", text: "Your order is here." },
      { type: "BUTTONS", buttons: [{ type: "URL", text: "Track", url: "https://x.test/{{1}}" }] },
    ],
  }
  const addressEnd = (suffix: string) => {
    const compiled = compileContent(
      {
        kind: "template",
        template_id: "0199d1de-0000-7000-8000-000000000000",
        values: { buttons: { "0": { suffix } } },
      },
      withLink,
    )
    const result = compiled.compose(ana)
    return result?.ok ? JSON.parse(`{${result.content}}`).template.components[0].parameters[0].text : result
  }

  it("is rendered, and encoded then", () => {
    expect(addressEnd("{{ contact.attributes.city }} & {{ variables.code }}")).toBe("Lima%20&%207")
    expect(addressEnd("plain text")).toBe("plain%20text")
  })

  it("is the end only where it comes to a whole address of the template's", () => {
    expect(addressEnd("https://x.test/{{ contact.attributes.city }}")).toBe("Lima")
    expect(addressEnd("/{{ contact.attributes.city }}")).toBe("Lima")
    expect(addressEnd("https://x.test/orders/7")).toBe("orders/7")
    expect(addressEnd("https://x.test/{{ contact.attributes.nope }}")).toMatchObject({
      ok: false,
      reason: "empty_variable",
    })
  })
})

describe("a quick reply by which people unsubscribe", () => {
  const replies = {
    ...template,
    components: [
      { type: "BODY", text: "Our chairs are here." },
      {
        type: "BUTTONS",
        buttons: ["Show me", "No thanks"].map((text) => ({ type: "QUICK_REPLY", text })),
      },
    ],
  }
  const payloads = (opt_out_replies: string[], buttons: Record<string, { payload: string }> = {}) => {
    const values = { buttons }
    const template_id = "0199d1de-0000-7000-8000-000000000000"
    const from = { ...replies, opt_out_replies }
    const result = compileContent({ kind: "template", template_id, values }, from).compose(ana)
    const message = result?.ok ? JSON.parse(`{${result.content}}`) : result
    return (message.template.components ?? []).map(
      (button: { index: string; parameters: { payload: string }[] }) => [
        button.index,
        button.parameters[0]?.payload,
      ],
    )
  }

  it("answers STOP, unless the content gives it another payload; others do not", () => {
    expect(payloads(["No thanks"])).toEqual([["1", "STOP"]])
    expect(payloads(["No thanks"], { "1": { payload: "leave" } })).toEqual([["1", "leave"]])
    expect(payloads(["What it was called before"])).toEqual([])
  })
})

describe("a text that is too long once it is filled", () => {
  const withImage = { ...template, components: [{ type: "HEADER", format: "IMAGE" }, ...template.components] }
  const values = {
    header_media: { link: "https://shop.example/a.png" },
    body: { first_name: "{{ contact.first_name }}", city: "Lima" },
  }
  const compose = (from: CompiledFrom, name: string) =>
    compileContent(
      { kind: "template", template_id: "0199d1de-0000-7000-8000-000000000000", values },
      from,
    ).compose(personal(name))

  it("is refused by the whole text, with what the template and the other values bring", () => {
    const fixed = "Hello , Lima has a sale today.".length
    expect(compose(withImage, "x".repeat(1024 - fixed))).toMatchObject({ ok: true })
    expect(compose(withImage, "x".repeat(1025 - fixed))).toEqual({
      ok: false,
      reason: "text_too_long",
      detail: "The body may have 1024 characters.",
    })
  })

  it("may be as long as Meta takes it", () => {
    expect(compose(template, "x".repeat(5_000))).toMatchObject({ ok: true })
  })

  it("is refused in a free-form message, part by part", () => {
    const message = {
      type: "interactive" as const,
      interactive: {
        type: "button" as const,
        body: { text: "Which?" },
        action: {
          buttons: [{ type: "reply" as const, reply: { id: "1", title: "{{ contact.first_name }}" } }],
        },
      },
    }
    const compiled = compileContent({ kind: "free_form", message }, null)
    expect(compiled.compose(personal("x".repeat(20)))).toMatchObject({ ok: true })
    expect(compiled.compose(personal("x".repeat(21)))).toMatchObject({
      ok: false,
      reason: "text_too_long",
      detail: expect.stringContaining("interactive.action.buttons[0].reply.title"),
    })
  })
})
