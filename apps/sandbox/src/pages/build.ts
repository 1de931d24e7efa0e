/**
 * Builds the pages when that was not done yet or their sources are newer. A process of its own does it: it
 * took 4 seconds of computing (7,479 modules, most of them icons) for which requests would have waited.
 */
import { spawn } from "node:child_process"
import { existsSync, globSync, statSync } from "node:fs"
import { rename, rm, utimes } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const sandboxFolder = fileURLToPath(new URL("../../", import.meta.url))
const pagesFolder = join(sandboxFolder, "pages")
/** Where the bundler leaves the pages. */
export const builtFolder = join(pagesFolder, "dist")
const patterns = ["vite.config.ts", "src/pages/build.ts", "pages/{index.html,src/**/*.{ts,tsx,css}}"]

let underWay: Promise<void> | undefined

/** Whether the built pages are there and as new as their sources. An installation without sources has what was built for it. */
export function arePagesBuilt(): boolean {
  const built = join(builtFolder, "index.html")
  if (!existsSync(built)) return false
  const builtAtMs = statSync(built).mtimeMs
  const sources = globSync(patterns, { cwd: sandboxFolder })
  return sources.every((source) => statSync(join(sandboxFolder, source)).mtimeMs <= builtAtMs)
}

/** Builds them; a build that is under way is joined. @throws Error with what the bundler said */
export function buildPages(): Promise<void> {
  underWay ??= runBundler().finally(() => {
    underWay = undefined
  })
  return underWay
}

async function runBundler(): Promise<void> {
  const startedAt = new Date()
  // `import.meta.resolve` is not there in a module that vitest has loaded.
  const vite = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin", "vite.js")
  // Put in place when it is whole: another sandbox may be serving, or building, from the same folder.
  const fresh = join(pagesFolder, `dist.${process.pid}`)
  const bundler = spawn(process.execPath, [vite, "build", "--logLevel", "error", "--outDir", fresh], {
    cwd: sandboxFolder,
    // Else Vite takes React's build for developers where this process is a test's.
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let said = ""
  for (const stream of [bundler.stdout, bundler.stderr]) stream.on("data", (text) => (said += String(text)))
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    bundler.once("error", reject)
    bundler.once("close", resolve)
  })
  if (exitCode !== 0) throw new Error(said.trim() === "" ? `the bundler ended with ${exitCode}` : said.trim())
  // As old as the sources they were made of: one that was changed meanwhile is newer.
  await utimes(join(fresh, "index.html"), startedAt, startedAt)
  if (arePagesBuilt()) {
    await rm(fresh, { recursive: true, force: true })
    return
  }
  await rm(builtFolder, { recursive: true, force: true })
  await rename(fresh, builtFolder)
  console.error(`sandbox pages built in ${((Date.now() - startedAt.getTime()) / 1000).toFixed(1)} s`)
}
