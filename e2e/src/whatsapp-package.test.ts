/** The package as it is published, installed by npm in a project that knows nothing of this repository. */
import { execFile } from "node:child_process"
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { startSandbox } from "../../apps/sandbox/src/index.ts"
import { buildPackage } from "../../packages/whatsapp/build.ts"
import {
  asserted,
  comparison,
  doors,
  programOf,
  readExamples,
  readFromPackage,
} from "../../packages/whatsapp/src/testing/examples.ts"
import { JsonClient, programEnvironment } from "./installation/index.ts"

const modules = fileURLToPath(new URL("../../node_modules/", import.meta.url))
/** npm installs these from where they are: a test has no registry. */
const dependencies = ["libphonenumber-js", "undici", "zod", "@types/node", "undici-types"]
const importOf = ({ path }: { path: string }) => path.replace(/^\./, "@parley/whatsapp")

let folder: string
let project: string

/** Runs a program in the project; what it printed. @throws Error with what it printed, when it fails */
async function run(file: string, words: string[], environment: Record<string, string> = {}): Promise<string> {
  const env = { ...programEnvironment(), HOME: folder, ...environment }
  const ran = promisify(execFile)(file, words, { cwd: project, env })
  const { stdout } = await ran.catch(({ stdout, stderr }: { stdout: string; stderr: string }) => {
    throw new Error(`${words.join(" ")}\n${stdout}${stderr}`)
  })
  return stdout
}

const compile = (...words: string[]) => run(process.execPath, [join(modules, "typescript/bin/tsc"), ...words])

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-outside-"))
  project = await mkdtemp(join(folder, "project-"))
  await buildPackage(join(folder, "dist"))
  await writeFile(join(project, "package.json"), JSON.stringify({ type: "module", private: true }))
  await run("npm", ["pack", join(folder, "dist"), "--pack-destination", folder])
  const archive = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? ""
  const sources = dependencies.map((name) => join(modules, name))
  await run("npm", [
    "install",
    "--offline",
    "--install-links",
    "--ignore-scripts",
    join(folder, archive),
    ...sources,
  ])
  const compilerOptions = {
    strict: true,
    module: "nodenext",
    target: "es2024",
    noEmit: true,
    types: ["node"],
  }
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe("the package", () => {
  it("brings compiled files, types, and what is to be read; no sources and no tests", async () => {
    const installed = join(project, "node_modules/@parley/whatsapp")
    const files = await readdir(installed, { recursive: true })
    expect(files).toEqual(
      expect.arrayContaining(["README.md", "CHANGELOG.md", "LICENSE", "phone.js", "phone.d.ts"]),
    )
    expect(files.filter((name) => /(?<!\.d)\.ts$|test|testing/.test(name))).toEqual([])
    const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8"))
    expect(manifest).not.toHaveProperty("private")
    expect(await readFile(join(installed, "CHANGELOG.md"), "utf8")).toContain(`\n## ${manifest.version}\n`)
  })

  it("has an example of each area in its README", () => {
    const shown = examplesOfReadme().join("\n")
    for (const door of doors()) expect(shown).toContain(`"${importOf(door)}"`)
  })

  it("runs what its README shows, the calls against a Graph API", { timeout: 300_000 }, async () => {
    const sandbox = await startSandbox({ port: 0, data: ":memory:" })
    try {
      const app = z.object({ access_token: z.string(), phone_number_id: z.string() })
      const quick = await new JsonClient(sandbox.url).post("/_sandbox/quickstart", {}, app)
      const environment = { ACCESS_TOKEN: quick.access_token, PHONE_NUMBER_ID: quick.phone_number_id }
      const said: string[] = []
      const examples = examplesOfReadme()
      for (const [index, code] of examples.entries()) {
        const lines = code.replace("https://graph.facebook.com", sandbox.url).split("\n")
        const program = [comparison, ...asserted(lines), "export {}"].join("\n")
        await writeFile(join(project, `readme-${index}.ts`), program)
        said.push(await run(process.execPath, [`readme-${index}.ts`], environment))
      }
      await compile("-p", ".")
      expect(said.at(-1)).toMatch(/^from \+.*\nsent as wamid\./)
    } finally {
      await sandbox.close()
    }
  })

  it("compiles and runs the examples of its functions", { timeout: 300_000 }, async () => {
    const { examples } = await readExamples()
    expect(examples.length).toBeGreaterThan(100)
    await writeFile(join(project, "examples.ts"), programOf(examples, importOf))
    await run(process.execPath, ["examples.ts"])
    await compile("-p", ".")
  })

  it("compiles without the types of Node where it loads in a browser", async () => {
    const inBrowser = doors().filter(({ path }) => path !== "./graph")
    const lines = inBrowser.map(
      (door, index) => `import * as d${index} from "${importOf(door)}"\nconsole.log(d${index})`,
    )
    await writeFile(join(project, "browser.ts"), lines.join("\n"))
    const options = ["--strict", "--noEmit", "--target", "es2024", "--types", "", "--module", "esnext"]
    await compile(
      "--ignoreConfig",
      ...options,
      "--moduleResolution",
      "bundler",
      "--lib",
      "es2024,dom",
      "browser.ts",
    )
  })
})

function examplesOfReadme(): string[] {
  return [...readFromPackage("README.md").matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = ""]) => code)
}
