/** The dashboard as a browser takes it: built files, made when they are missing or older than their sources. */
import { spawn } from "node:child_process"
import { existsSync, globSync, statSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const dashboard = fileURLToPath(new URL("../../../../dashboard/", import.meta.url))
export const builtFolder = join(dashboard, "dist")

const patterns = ["{index.html,*.ts,package.json}", "src/**/*.{ts,tsx,css}", "public/**"]
/** Looking at some hundred files for every page would be felt; within this time nothing is looked at again. */
const believedMs = 2_000

export class BuiltDashboard {
  #underWay: Promise<void> | undefined
  #seenFreshAtMs = Number.NEGATIVE_INFINITY

  /** Whether what is built is there and as new as its sources. Without sources, what is there is what there is. */
  isFresh(nowMs = performance.now()): boolean {
    if (nowMs - this.#seenFreshAtMs < believedMs) return true
    const page = join(builtFolder, "index.html")
    if (!existsSync(page)) return false
    const builtAtMs = statSync(page).mtimeMs
    const isOlder = (source: string) => statSync(join(dashboard, source)).mtimeMs <= builtAtMs
    const isFresh = globSync(patterns, { cwd: dashboard, exclude: ["**/*.test.ts"] }).every(isOlder)
    if (isFresh) this.#seenFreshAtMs = nowMs
    return isFresh
  }

  /** Builds it in a process of its own; a build under way is joined. @throws Error with what the bundler said */
  build(): Promise<void> {
    this.#underWay ??= runBuild().finally(() => {
      this.#underWay = undefined
    })
    return this.#underWay
  }
}

async function runBuild(): Promise<void> {
  const bundler = spawn(process.execPath, ["build.ts"], { cwd: dashboard, stdio: ["ignore", "pipe", "pipe"] })
  let said = ""
  for (const stream of [bundler.stdout, bundler.stderr]) {
    stream.on("data", (text) => {
      said += String(text)
    })
  }
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    bundler.once("error", reject)
    bundler.once("close", resolve)
  })
  if (exitCode !== 0) throw new Error(said.trim() || `The bundler ended with ${exitCode}.`)
}
