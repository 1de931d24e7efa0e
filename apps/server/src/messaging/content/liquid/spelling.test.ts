import { eachContactField } from "@parley/model"
import { describe, expect, it } from "vitest"
import { LiquidError, parseTexts, plainLiquid, plainScales } from "./language.ts"
import { type Personal, renderTexts } from "./render.ts"
import { inOurSpelling } from "./spelling.ts"

const group = "0199d1de-0000-7000-8000-000000000001"
const ana: Personal = {
  contact: {
    ...eachContactField(() => null),
    id: "0199d1de-0000-7000-8000-000000000002",
    external_id: "u-1",
    phone: "+51999000111",
    email: "ana@example.com",
    first_name: "Ana",
    language: "es",
    time_zone: "America/Lima",
    attributes: { "zip code": "15001", songs: [{ artist: "Rosalía" }], "it's": "hers", points: 60 },
  },
  variables: {
    code: 7,
    api_trigger_properties: { order: "A-17" },
    event_properties: { price: 10.5 },
    context: { plan: "gold" },
    whats_app: { inbound_message_body: "YES", inbound_profile_name: "Ana R.", inbound_username: "ana.r" },
    campaign: { name: "Summer", dispatch_id: "d1", message_name: "A" },
  },
  subscribed_state: { [group]: "subscribed" },
}

function render(text: string, person = ana) {
  const [parsed] = parseTexts([text])
  if (parsed?.plain === undefined) return "rendered apart"
  const rendered = renderTexts(plainLiquid, [parsed.plain], person, plainScales.most)
  return rendered.ok ? rendered.texts[0] : `${rendered.why}: ${rendered.message}`
}

describe("Braze's spelling", () => {
  it.each([
    ["{{${first_name}}}", "Ana"],
    ["{{ ${first_name} | default: 'there' }}", "Ana"],
    ["{{${last_name} | default: 'there'}}", "there"],
    ["{{${email_address}}} {{${phone_number}}} {{${user_id}}}", "ana@example.com +51999000111 u-1"],
    ["{{${braze_id}}}", "0199d1de-0000-7000-8000-000000000002"],
    ["{{${random_bucket_number}}}", "2"],
    ["{{${most_recent_app_version} | default: 'none'}}", "none"],
    ["{{custom_attribute.${zip code}}}", "15001"],
    ['{{custom_attribute.${it\'s} | append: "!"}}', "hers!"],
    ["{{custom_attribute.${songs}[0].artist}}", "Rosalía"],
    ["{{api_trigger_properties.${order}}} {{event_properties.${price}}}", "A-17 10.5"],
    ["{{context.${plan}}} {{canvas_entry_properties.${plan} | default: '-'}}", "gold -"],
    ["{{whats_app.${inbound_message_body}}}: {{whats_app.${inbound_profile_name}}}", "YES: Ana R."],
    ["{{campaign.${name}}}/{{campaign.${dispatch_id}}}/{{campaign.${message_name}}}", "Summer/d1/A"],
    [`{{subscribed_state.\${${group}}}}`, "subscribed"],
    ["{% if {{${language}}} == 'es' %}Hola{% endif %}", "Hola"],
    ["{% if false %}{% elsif{{custom_attribute.${points}}} > 50 %}many{% endif %}", "many"],
    ["{% assign left = {{custom_attribute.${points} | minus: 50}} %}{{left}}", "10"],
    ["{% assign p = 5 %}{{custom_attribute.${points} | plus: {{p}}}}", "65"],
    ["{% if ${first_name} != blank and ${city} == null %}yes{% endif %}", "yes"],
    ["{{ '${first_name} costs $5' }}", "${first_name} costs $5"],
    ["{% raw %}{{${first_name}}}{% endraw %}", "{{${first_name}}}"],
    ["{% comment %}{{${frist_name}}}{% endcomment %}ok", "ok"],
    ["{%- assign a = 1 -%} {{- a -}} .", "1."],
  ])("%s is %s", (text, result) => expect(render(text)).toBe(result))

  it("and ours are one language", () => {
    expect(render("{{ contact.first_name }} {{ contact.attributes.points }} {{ variables.code }}")).toBe(
      "Ana 60 7",
    )
  })

  it("leaves a text that does not use it as it is", () => {
    for (const text of [
      "Hi { there }",
      "{{ contact.first_name }}",
      "{% if a == 'x}}' %}{{ b }}{% endif %}",
      "{{ a",
    ])
      expect(inOurSpelling(text)).toBe(text)
  })

  it("names what no contact has", () => {
    const parse = () => parseTexts(["{{${frist_name}}}"])
    expect(parse).toThrow(LiquidError)
    expect(parse).toThrow("custom_attribute.${frist_name}")
  })

  it("is read in a time that grows as the text does", () => {
    const long = "{{${".repeat(4_000)
    const startMs = performance.now()
    inOurSpelling(long)
    inOurSpelling("{%".repeat(8_000))
    inOurSpelling("{{ '".repeat(4_000))
    expect(performance.now() - startMs).toBeLessThan(500)
  })
})

describe("abort_message", () => {
  it.each([
    ["{% abort_message('no points') %}", "aborted: no points"],
    ['{% abort_message("no points") %}', "aborted: no points"],
    ["{% abort_message() %}", "aborted: no reason was given"],
    ["{% abort_message () %}", "aborted: no reason was given"],
    ["{% abort_message %}", "aborted: no reason was given"],
    ["{% if false %}{% abort_message('no') %}{% endif %}yes", "yes"],
    ["{% assign why = 'late' %}{% abort_message(why) %}", "aborted: late"],
  ])("%s", (text, result) => expect(render(text)).toBe(result))
})

describe("a filter of Braze's", () => {
  it.each([
    ["{{'hey' | md5}}", "6057f13c496ecf7fd777ceb9e79ae285"],
    ["{{'hey' | sha1}}", "7f550a9f4c44173a37664d938f1355f0f92a47a7"],
    ["{{'hey' | hmac_sha1_hex: 'secret_key'}}", "2a3969bed25bfeefb00aca4063eb9590b4df8f0e"],
    ["{{'hey' | hmac_sha1_base64: 'secret_key'}}", "KjlpvtJb/u+wCspAY+uVkLTfjw4="],
    ["{{'hey' | hmac_sha256_base64: 'secret_key'}}", "jfiX+No9eZL+V8jbxvJ1eM+/LcxND7tAALjJJIQdUI4="],
    ["{{'hey<>hi' | url_escape}} {{'hey<&>hi' | url_param_escape}}", "hey%3C%3Ehi hey%3C%26%3Ehi"],
    ["{{ 123456 | number_with_delimiter }} {{ -1234.5 | number_with_delimiter }}", "123,456 -1,234.5"],
    ["{{ 145 | money }} {{ 17.8 | money }} {{ '350000.25' | plus: 0 | money }}", "145.00 17.80 350,000.25"],
    ["{{ 145 | divided_by: 100.00 | money }}", "1.45"],
    ["{{ 15 | divided_by: 2 }} {{ 15 | divided_by: 2.0 }}", "7 7.5"],
    ["{{ 0.1 | plus: 0.2 }} {{ 19.99 | times: 3 }} {{ nothing | plus: 1 }}", "0.3 59.97 1"],
    ["{{ 1 | divided_by: 0 }}", "error: cannot be rendered: it divides by 0"],
    ["{{ 'say \"hi\"' | json_escape }}", 'say \\"hi\\"'],
    ["{{ custom_attribute | property_accessor: 'zip code' }}", "15001"],
    ["{{ '2021-06-03 17:13:41' | date: '%F %T' }}", "2021-06-03 17:13:41"],
    ["{{ '2021-06-03 17:13:41 UTC' | date: '%s' }}", "1622740421"],
    [
      "{{ '2021-08-04 09:00:00' | time_zone: 'America/Los_Angeles' | date: '%a %b %e %T' }}",
      "Wed Aug  4 02:00:00",
    ],
    ["{{ '2021-08-04T09:00:00Z' | time_zone: ${time_zone} | date: '%R' }}", "04:00"],
    ["{{ '2021-08-04T09:00:00Z' | time_zone: ${city} | date: '%R' }}", "09:00"],
    ["{{ '2021-03-28T00:59:00Z' | time_zone: 'Europe/Berlin' | date: '%R' }}", "01:59"],
    ["{{ '2021-03-28T01:00:00Z' | time_zone: 'Europe/Berlin' | date: '%R' }}", "03:00"],
  ])("%s is %s", (text, result) => expect(render(text)).toBe(result))
})
