import { renderTemplate, type TemplateDefinition } from "@parley/whatsapp/templates"
import { expect, it } from "vitest"
import { sampleValues } from "./sample-values.ts"

it("fills a template with its own examples, and leaves what has none visible", () => {
  const template: Pick<TemplateDefinition, "components"> = {
    components: [
      { type: "HEADER", format: "TEXT", text: "Order {{1}}", example: { header_text: ["A-17"] } },
      { type: "BODY", text: "Hi {{1}} and {{2}}!", example: { body_text: [["Ana", ""]] } },
      {
        type: "BUTTONS",
        buttons: [
          { type: "URL", text: "Track", url: "https://a.example/{{1}}", example: ["https://a.example/x"] },
        ],
      },
      {
        type: "CAROUSEL",
        cards: [
          { components: [{ type: "BODY", text: "plain" }] },
          { components: [{ type: "BODY", text: "a {{1}} b", example: { body_text: [["chair"]] } }] },
        ],
      },
    ],
  }
  expect(renderTemplate(template, sampleValues(template))).toMatchObject({
    header: { text: "Order A-17" },
    body: "Hi Ana and {{2}}!",
    buttons: [{ url: "https://a.example/x" }],
    cards: [{ body: "plain" }, { body: "a chair b" }],
  })
})
