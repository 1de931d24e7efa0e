import { expect, it } from "vitest"
import { whyHeld } from "./why-held.ts"

it.each([
  [
    131042,
    "Sending is paused: Meta refuses it (131042). No valid payment method, an overdue bill or missing billing data. Set up payment in WhatsApp Manager.",
  ],
  [2, "Sending is paused: Meta has trouble of its own (2). It resumes automatically."],
  [null, "Sending is paused: Meta can't be reached. It resumes automatically."],
])("a number that is held for %s says why, and what to do", (code, words) => {
  expect(whyHeld(code)).toBe(words)
})
