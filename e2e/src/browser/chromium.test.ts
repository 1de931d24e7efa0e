import { expect, it } from "vitest"
import { chromiumPath } from "./chromium.ts"

it("says which setting names a browser that is not there", () => {
  expect(() => chromiumPath("/nowhere/chromium")).toThrow(
    "CHROMIUM_PATH is /nowhere/chromium, where there is no file.",
  )
})
