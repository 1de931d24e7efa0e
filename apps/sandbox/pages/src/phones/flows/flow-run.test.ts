// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Flow JSON writes what is filled in later
import { describe, expect, it } from "vitest"
import { holds, resolved } from "./expression.ts"
import { mistakeIn } from "./field-errors.ts"
import { act, back, begin, fill, openScreen, valueIn, type Walk } from "./flow-run.ts"
import type { Field } from "./screen.ts"

const sampleFlow = {
  version: "7.0",
  screens: [
    {
      id: "WHO",
      title: "Who",
      data: {
        shop: { type: "string", __example__: "a shop" },
        known: { type: "boolean", __example__: false },
      },
      layout: {
        children: [
          { type: "TextHeading", text: "${data.shop}" },
          {
            type: "Form",
            name: "form",
            "init-values": { name: "Ana" },
            children: [
              { type: "TextInput", name: "name", label: "Name", required: true },
              {
                type: "CheckboxGroup",
                name: "extras",
                label: "Extras",
                "data-source": [{ id: "tea", title: "Tea" }],
              },
              {
                type: "If",
                condition: "${form.name} == 'Mira' && !${data.known}",
                // biome-ignore lint/suspicious/noThenProperty: Flow JSON calls it so
                then: [{ type: "TextBody", text: "Welcome" }],
                else: [{ type: "TextCaption", text: "Welcome back" }],
              },
            ],
          },
        ],
      },
    },
    { id: "END", title: "Bye ${data.name}", terminal: true, layout: { children: [{ type: "Hologram" }] } },
  ],
}

function walkFrom(screen: string, data: Record<string, unknown> = {}): Walk {
  const walk = begin(sampleFlow, screen, data)
  if (walk === undefined) throw new Error("The flow does not begin.")
  return walk
}

describe("a flow", () => {
  it("starts with its first screen and the examples of what it was not given", () => {
    expect(openScreen(sampleFlow, walkFrom("")).parts[0]).toEqual({ kind: "heading", text: "a shop" })
    expect(openScreen(sampleFlow, walkFrom("WHO", { shop: "Orchard" })).parts[0]).toEqual({
      kind: "heading",
      text: "Orchard",
    })
    expect(begin(sampleFlow, "NOWHERE", {})).toBeUndefined()
  })

  it("shows what a condition over the answers asks for", () => {
    const walk = walkFrom("WHO")
    expect(openScreen(sampleFlow, walk).parts.at(-1)).toEqual({ kind: "caption", text: "Welcome back" })
    expect(openScreen(sampleFlow, fill(walk, "name", "Mira")).parts.at(-1)).toEqual({
      kind: "body",
      text: "Welcome",
    })
  })

  it("hands over what was filled in, what was there from the start, and empty lists", () => {
    const payload = { name: "${form.name}", extras: "${form.extras}", shop: "${data.shop}" }
    const done = act(sampleFlow, walkFrom("WHO"), { name: "complete", payload })
    expect(done).toEqual({ kind: "completed", payload: { name: "Ana", extras: [], shop: "a shop" } })
  })

  it("continues, remembers every screen's answers, and goes back to them", () => {
    const action = {
      name: "navigate",
      next: { type: "screen", name: "END" },
      payload: { name: "${form.name}" },
    }
    const outcome = act(sampleFlow, fill(walkFrom("WHO"), "name", "Mira"), action)
    if (outcome.kind !== "walked") throw new Error(outcome.kind)
    expect(openScreen(sampleFlow, outcome.walk)).toEqual({
      title: "Bye Mira",
      parts: [{ kind: "unknown", type: "Hologram" }],
    })
    const end = act(sampleFlow, outcome.walk, {
      name: "complete",
      payload: { who: "${screen.WHO.form.name}" },
    })
    expect(end).toEqual({ kind: "completed", payload: { who: "Mira" } })
    const [field] = openScreen(sampleFlow, back(outcome.walk)).parts.flatMap((part) =>
      part.kind === "field" ? [part.field] : [],
    )
    expect(field === undefined ? undefined : valueIn(back(outcome.walk), field)).toBe("Mira")
  })

  it("says why it is stuck, rather than pretending", () => {
    expect(act(sampleFlow, walkFrom("WHO"), { name: "data_exchange", payload: {} }).kind).toBe("stuck")
    expect(act(sampleFlow, walkFrom("WHO"), { name: "navigate", next: { name: "NOWHERE" } }).kind).toBe(
      "stuck",
    )
  })
})

describe("an expression", () => {
  const scope = { data: { name: "Ana", list: [{ id: "a" }] }, form: { age: 17, ok: true }, screen: {} }

  it("keeps the type of a lone reference and writes others into the text", () => {
    expect(resolved("${data.list}", scope)).toEqual([{ id: "a" }])
    expect(resolved("`'Hello ' ${data.name}`", scope)).toBe("Hello Ana")
    expect(resolved({ a: ["${form.age}"] }, scope)).toEqual({ a: [17] })
    expect(resolved("${data.nothing}", scope)).toBeUndefined()
  })

  it("compares, joins and negates; what cannot be read does not hold", () => {
    expect(holds("${form.age} >= 18", scope)).toBe(false)
    expect(holds("${form.age} < 18 && (${data.name} == 'Ana' || false)", scope)).toBe(true)
    expect(holds("!${form.ok}", scope)).toBe(false)
    expect(holds("${form.age} ?? 18", scope)).toBe(false)
  })
})

describe("a field", () => {
  const basics = {
    name: "x",
    label: "X",
    helper: "",
    isRequired: false,
    isEnabled: true,
    errorMessage: "",
    initial: undefined,
  }

  it("may stay empty unless it is needed", () => {
    const area: Field = { ...basics, kind: "date", min: "", max: "" }
    expect(mistakeIn(area, "")).toBeUndefined()
    expect(mistakeIn({ ...area, isRequired: true }, "")).toBe("This is needed.")
  })

  it("keeps its form, its length, its number of choices and its days", () => {
    const text: Field = {
      ...basics,
      kind: "text",
      inputType: "email",
      minChars: 0,
      maxChars: 80,
      pattern: "",
    }
    expect(mistakeIn(text, "mira")).toBe("This is not an email address.")
    expect(mistakeIn({ ...text, errorMessage: "No, thanks" }, "mira")).toBe("No, thanks")
    expect(mistakeIn(text, "mira@x.example")).toBeUndefined()
    expect(mistakeIn({ ...text, inputType: "text", pattern: "[a-z]{3}" }, "ab")).toBeDefined()
    const boxes: Field = { ...basics, kind: "checkboxes", options: [], least: 2, most: 3 }
    expect(mistakeIn(boxes, ["a"])).toBe("Choose at least 2.")
    const date: Field = { ...basics, kind: "date", min: "2026-01-01", max: "" }
    expect(mistakeIn(date, "2025-12-31")).toBe("Not before 2026-01-01.")
    expect(mistakeIn(date, String(Date.parse("2026-02-01")))).toBeUndefined()
  })
})
