import { globSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"

const root = `${import.meta.dirname}/../..`

it("no part of a page is loaded without a way to try again: nothing uses React's own lazy", () => {
  const elsewhere = globSync("**/*.{ts,tsx}", { cwd: root }).filter((path) =>
    /import \{[^}]*\blazy\b[^}]*\} from "react"/.test(readFileSync(`${root}/${path}`, "utf8")),
  )
  expect(elsewhere).toEqual([])
})
