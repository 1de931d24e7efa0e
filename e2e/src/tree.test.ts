import { execFile } from "node:child_process"
import { existsSync, globSync } from "node:fs"
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

  it("keeps free of Node what a browser loads", async () => {
    const refused = [
      ["packages/model/src/a.ts", "node:fs", "packages-load-in-a-browser"],
      ["packages/model/src/b.ts", "fs", "packages-load-in-a-browser"],
      ["packages/model/src/c.ts", "undici", "packages-use-no-http-client"],
      ["packages/model/src/d.ts", "../../whatsapp/src/graph/b.ts", "model-stands-on-whatsapp"],
      ["packages/whatsapp/src/e.ts", "node:crypto", "packages-load-in-a-browser"],
      ["packages/whatsapp/src/messages/f.ts", "undici", "packages-use-no-http-client"],
      ["apps/dashboard/src/g.ts", "../../../packages/whatsapp/src/graph/b.ts", "dashboard-is-a-client"],
    ] as const
    const files = refused.flatMap(([path, from]) => [
      [path, `import "${from}"`],
      [path.replace(".ts", "-type.ts"), `import type { B } from "${from}"\nexport type A = B`],
    ])
    const report = await lint({ ...graphClient, ...Object.fromEntries(files) })
    for (const [path, , rule] of refused) {
      expect(report).toContain(`error ${rule}: ${path} → `)
      expect(report).toContain(`error ${rule}: ${path.replace(".ts", "-type.ts")} → `)
    }
    expect(report).toContain(`${files.length} dependency violations`)
  })

  it("lets dashboard and CLI use the model, and the client of the Graph API use Node", async () => {
    const report = await lint({
      ...graphClient,
      "packages/model/src/a.ts": "export const a = 1",
      "apps/dashboard/src/b.ts": 'import "../../../packages/model/src/a.ts"',
      "apps/cli/src/b.ts": 'import "../../../packages/model/src/a.ts"',
    })
    expect(report).toContain("no dependency violations found")
  })
})

const graphClient = {
  "packages/whatsapp/src/graph/b.ts": 'import "node:crypto"\nimport "undici"\nexport type B = 1',
  "node_modules/undici/package.json": '{ "name": "undici", "main": "index.js" }',
  "node_modules/undici/index.js": "",
}

/** What dependency-cruiser says of these files under the project's own rules. */
async function lint(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tree-"))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  const program = join(root, "node_modules/.bin/depcruise")
  const config = join(root, ".dependency-cruiser.mjs")
  const folders = ["apps", "packages"].filter((name) => existsSync(join(folder, name)))
  const run = promisify(execFile)(program, ["--config", config, ...folders], { cwd: folder })
  return (await run.catch((failed: { stdout: string }) => failed)).stdout
}
