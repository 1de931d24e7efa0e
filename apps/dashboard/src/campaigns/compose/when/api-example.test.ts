import { expect, it } from "vitest"
import { curlExample, propertiesNamed } from "./api-example.ts"

it("names the properties that the messages name, in every spelling, each once", () => {
  const contents = [
    {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Braze's spelling
      values: { body: { a: "{{ api_trigger_properties.order }}", b: "{{api_trigger_properties.${shop}}}" } },
    },
    { text: '{% if api_trigger_properties["order"] %}{{ api_trigger_properties.order.lines }}{% endif %}' },
  ]
  expect(propertiesNamed(contents)).toEqual(["order", "shop"])
  expect(propertiesNamed([{ text: "Hello {{ contact.first_name }}" }])).toEqual([])
})

it("has a body that the API takes", () => {
  const example = curlExample("https://parley.example", "0199", ["order"])
  expect(example).toContain("https://parley.example/v1/campaigns/0199/trigger")
  const [, body = ""] = /-d '([^']+)'/.exec(example) ?? []
  expect(JSON.parse(body)).toEqual({
    recipients: [{ external_id: "customer-1", trigger_properties: { order: "…" } }],
  })
})
