import { globSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"

const root = `${import.meta.dirname}/..`

/** They keep how a browser is set up, and nothing that a member typed, searched for or read; or do so by `drafts.ts`. */
const notOwn = [
  "api/workspace-choice.ts",
  "frame/rail.ts",
  "frame/use-shortcuts.ts",
  "home/first-steps.tsx",
  "look/form/use-form-draft.ts",
  "look/table/data-table.tsx",
]

it("nothing of a member's is kept in the browser but under a key that goes when they sign out", () => {
  const keeping = globSync("**/*.{ts,tsx}", { cwd: root })
    .filter((path) => !path.endsWith(".test.ts"))
    .map((path) => ({ path, code: readFileSync(`${root}/${path}`, "utf8") }))
    .filter(({ code }) =>
      /\b(?:local|session)Storage\.setItem\(|\buse(?:Local|Session)Storage\b|\(localStorage/.test(code),
    )
    .filter(({ code }) => !/\bownKey\(|\bforgetOwn\(/.test(code))
    .map(({ path }) => path)
  expect(keeping.toSorted()).toEqual(notOwn)
})
