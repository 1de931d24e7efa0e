import { globSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { builtFolder as sandboxPages } from "../../../apps/sandbox/src/pages/build.ts"
import { builtFolder as dashboard } from "../../../apps/server/src/roles/dashboard/built.ts"

it.each([
  ["the dashboard", dashboard],
  ["the sandbox", sandboxPages],
])("what browsers load of %s is built before a run, without what only helps developers", (_, folder) => {
  const scripts = globSync(`${folder}/**/*.js`).map((script) => readFileSync(script, "utf8"))
  expect(scripts.some((script) => script.includes("react.dev/errors"))).toBe(true)
  // Only React for developers says so.
  expect(scripts.filter((script) => script.includes("React DevTools"))).toEqual([])
})
