import { expect, it } from "vitest"
import { explainWait } from "./explain.ts"

it.each([
  ["2", "Meta has trouble of its own and takes no messages for now."],
  ["1", "Meta has trouble of its own and takes no messages for now."],
  ["131042", "No valid payment method, an overdue bill or missing billing data."],
  [
    "messaging_limit",
    "As many people as Meta allows the business portfolio were written to within 24 hours.",
  ],
])("what waits because of %s says so in a sentence, with what to do", (reason, title) => {
  const explained = explainWait(reason)
  expect(explained).toMatchObject({ code: reason, title })
  expect(explained.advice).toMatch(/\.$/)
})
