import { execFile } from "node:child_process"
import { globSync } from "node:fs"
import { mkdir, mkdtemp, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))
const isTest = /\.test\.tsx?$/

describe("the tree", () => {
  it("has no folder of more than twenty source files", () => {
    const files = globSync("{apps,packages,bench,e2e}/**/*.{ts,tsx}", {
      cwd: root,
      exclude: (name) => name.endsWith("node_modules") || name.endsWith("dist"),
    }).filter((file) => !isTest.test(file))
    expect(files.length).toBeGreaterThan(500)
    const crowded = [...Map.groupBy(files, dirname)].filter(([, within]) => within.length > 20)
    expect(crowded.map(([folder, within]) => `${folder}: ${within.length}`)).toEqual([])
  })
})

describe("the lint of imports", () => {
  it.each([
    ["import type", 'import type { B } from "./b.ts"\nexport type A = B'],
    ["import { type … }", 'import { type B } from "./b.ts"\nexport type A = B'],
    ["export type", 'export type { B } from "./b.ts"\nexport type A = 1'],
    ["export type *", 'export type * from "./b.ts"\nexport type A = 1'],
    ["import", 'import { b } from "./b.ts"\nexport type A = typeof b'],
  ])("refuses two files that need each other by %s", async (_kind, a) => {
    const report = await lint({
      "apps/cli/src/a.ts": a,
      "apps/cli/src/b.ts": 'import type { A } from "./a.ts"\nexport type B = A\nexport const b = 1',
    })
    expect(report).toContain("error no-cycles: apps/cli/src/")
  })

  it("lets pass a file that two others need", async () => {
    const report = await lint({
      "apps/cli/src/a.ts": 'import type { C } from "./c.ts"\nexport type A = C',
      "apps/cli/src/b.ts":
        'import type { A } from "./a.ts"\nimport type { C } from "./c.ts"\nexport type B = A | C',
      "apps/cli/src/c.ts": "export type C = 1",
    })
    expect(report).toContain("no dependency violations found (3 modules, 3 dependencies cruised)")
  })
})

/** What dependency-cruiser says of these files under the project's own rules. */
async function lint(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tree-"))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const program = join(root, "node_modules/.bin/depcruise")
  const config = join(root, ".dependency-cruiser.mjs")
  const run = promisify(execFile)(program, ["--config", config, "apps"], { cwd: folder })
  return (await run.catch((failed: { stdout: string }) => failed)).stdout
}
