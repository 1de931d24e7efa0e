import { expect, it } from "vitest"
import { fieldsNamed } from "./preview-as.ts"

it("the fields that a content names are found in both spellings", () => {
  const content = {
    message: {
      text: {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: names in Braze's spelling
        body: 'Hi {{ contact.first_name | default: "you" }} of {{contact.attributes.home_town}}, {{custom_attribute.${pet}}} {{${email_address}}} {{ contact.preference_link }} {{ contact.first_name }}',
      },
    },
  }
  expect(fieldsNamed(content)).toEqual(["attributes.home_town", "attributes.pet", "email", "first_name"])
})
