/** What brazejs 1.7.1, a program of others that reads Liquid as Braze does, made of these templates, and what Parley makes of them. */
import { readFileSync } from "node:fs"
import { eachContactField } from "@parley/model"
import { describe, expect, it } from "vitest"
import { z } from "zod"
import { apartLiquid, apartScales, parseApart, parseTexts, plainLiquid, plainScales } from "./language.ts"
import { type Personal, renderTexts } from "./render.ts"

const attributes = z.record(z.string(), z.unknown())
const text = z.string().nullable()
const { people, templates } = z
  .object({
    people: z.array(
      z.looseObject({
        first_name: text,
        last_name: text,
        email_address: text,
        phone_number: text,
        language: text,
        country: text,
        city: text,
        gender: text,
        time_zone: text,
        date_of_birth: text,
        user_id: text,
        custom_attribute: attributes,
        api_trigger_properties: attributes,
        event_properties: attributes,
      }),
    ),
    templates: z.array(z.tuple([z.string(), z.array(text.describe("null: no message"))])),
  })
  .parse(JSON.parse(readFileSync(new URL("./testing/brazejs-results.json", import.meta.url), "utf8")))

const personalOf = (index: number): Personal => {
  const person = people[index]
  if (person === undefined) throw new Error("no such person")
  const { custom_attribute, api_trigger_properties, event_properties, ...fields } = person
  return {
    contact: {
      ...eachContactField(() => null),
      ...fields,
      email: fields.email_address,
      phone: fields.phone_number,
      external_id: fields.user_id,
      attributes: custom_attribute,
    },
    variables: { api_trigger_properties, event_properties },
  }
}

function rendered(template: string, index: number): string | null {
  const result = renderTexts(apartLiquid, [parseApart(template)], personalOf(index), apartScales.most)
  if (result.ok) return result.texts[0] ?? ""
  if (result.why === "aborted") return null
  throw new Error(result.message)
}

/** Where Parley goes with Braze's documentation or with Ruby's Liquid, and brazejs does not. */
const different = new Map<string, string>(
  Object.entries({
    "an empty text takes the default, too": [
      "{{ custom_attribute.${plan} | default: 'none' }}",
      "{% assign x = custom_attribute.${plan} %}{{ x | default: 0 }}",
    ],
    "an attribute's name may have spaces": [
      "{{custom_attribute.${zip code}}}",
      "{{ custom_attribute.${zip code} | default: 'none' }}",
      "{% assign x = {{custom_attribute.${zip code}}} %}{% if x %}yes {{x}}{% else %}no{% endif %}",
      "{% assign x = custom_attribute.${zip code} %}{{ x | default: 0 }}",
    ],
    "what is inside an attribute can be named": [
      "{{ custom_attribute.${pet}.name }}",
      "{{ custom_attribute.${pet}.age | plus: 1 }}",
      "{{ custom_attribute.${tags}[0] }}",
    ],
    "all but the first letter become small": ["{{ 'Big Sale' | capitalize }}"],
    "at_least and at_most are known": [
      ...["{{ 15 | at_most: 2 }}", "{{ 7 | at_most: 3 }}", "{{ 10 | at_most: 5 }}", "{{ 100 | at_most: 7 }}"],
      ...["{{ 0 | at_least: 4 }}", "{{ -9 | at_least: 2 }}"],
    ],
    "empty is not nil": ["{% if empty == nil %}1{% else %}0{% endif %}"],
    "numbers below 0 are rounded and divided as in Ruby": ["{{ -9 | modulo: 2 }}", "{{ -1.5 | round }}"],
    "%e has two places in a date, as in Ruby": [
      "{{ '2021-06-03T17:13:41Z' | date: '%B %e, %Y' }}",
      "{{ 1433351621 | date: '%B %e, %Y' }}",
    ],
    "%-d is known": ["%-d %b"].flatMap((format) =>
      ["'2021-06-03T17:13:41Z'", "'2020-02-29'", "1433351621", "'2021-12-31T23:59:59Z'"].map(
        (date) => `{{ ${date} | date: '${format}' }}`,
      ),
    ),
  }).flatMap(([why, all]) => all.map((template) => [template, why] as const)),
)

describe("templates of which brazejs gave the results", () => {
  it("are about a thousand", () =>
    expect(templates.flatMap(([, results]) => results).length).toBeGreaterThan(900))

  it("come out the same, except where brazejs is not as Braze is", () => {
    const others = templates.flatMap(([template, results]) => {
      if (different.has(template)) return []
      const own = results.map((_, index) => rendered(template, index))
      return JSON.stringify(own) === JSON.stringify(results) ? [] : [{ template, own, results }]
    })
    expect(others).toEqual([])
  })

  it("differ only where that is said here", () => {
    const same = templates.filter(
      ([template, results]) =>
        different.has(template) &&
        JSON.stringify(results.map((_, index) => rendered(template, index))) === JSON.stringify(results),
    )
    expect(same).toEqual([])
  })

  it("come out the same where they are rendered at once and apart", () => {
    const others = templates.flatMap(([template, results]) => {
      const [parsed] = parseTexts([template])
      const plain = parsed?.plain
      if (plain === undefined) return []
      return results.flatMap((_, index) => {
        const here = renderTexts(plainLiquid, [plain], personalOf(index), plainScales.most)
        const own = rendered(template, index)
        return (here.ok ? here.texts[0] : null) === own ? [] : [{ template, here, own }]
      })
    })
    expect(others).toEqual([])
  })
})
