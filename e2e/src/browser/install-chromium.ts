/** Installs Debian's Chromium before a run of browser tests, where there is none and it may be installed. */
import { execFile, execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"
import type { TestProject } from "vitest/node"
import { opensBrowser } from "../../../apps/server/src/testing/slow-files-first.ts"
import { systemChromiums } from "./chromium.ts"

const run = promisify(execFile)
const [best] = systemChromiums

/** Another process may be installing something large. */
const patienceMs = 15 * 60_000

/**
 * Runs before the tests, whose hooks time out sooner than an installation is done. Where it cannot be installed, the other
 * tests still run, and each browser test says what is missing.
 */
export default async function setup({ vitest }: TestProject): Promise<void> {
  if (!vitest.state.getPaths().some(opensBrowser)) return
  if (process.env.CHROMIUM_PATH !== undefined || isInstalled()) return
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) {
    return say(
      "Chromium can only be installed for you with apt-get. Install it, and set CHROMIUM_PATH to it.",
    )
  }
  if (process.getuid?.() !== 0) {
    return say(
      `Run \`sudo apt-get install ${best.name}\`, or set CHROMIUM_PATH: installing it for you needs root.`,
    )
  }
  console.error("Installing Chromium for the browser tests, once on this machine; it takes a minute or two …")
  const startedAtMs = performance.now()
  try {
    await install()
  } catch (failure) {
    return say(`Installing it failed: ${saidBy(failure).trim()}`)
  }
  console.error(`Chromium installed in ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s.`)
}

const say = (next: string) => console.error(`The browser tests have no Chromium at ${best.path}. ${next}`)

const isInstalled = () => systemChromiums.some(({ name, path }) => existsSync(path) && isConfigured(name))

/** The program is in its place before the libraries that it needs: while dpkg is at work, its being there says little. */
function isConfigured(name: string): boolean {
  try {
    const known = execFileSync("dpkg", ["--status", name], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    })
    return !/^Status: .* (half-installed|unpacked|half-configured)$/m.test(known)
  } catch {
    return true // it did not come from a Debian package
  }
}

/** Several runs may install at once: apt's own locks let one do it, and the others find it done. */
async function install(): Promise<void> {
  const giveUpAtMs = performance.now() + patienceMs
  while (!isInstalled()) {
    try {
      // A fresh machine has no package lists, or old ones that name packages which are gone.
      await aptGet("update")
      await aptGet("install", "--yes", best.name)
    } catch (failure) {
      // `apt-get update` does not wait for its lock, whatever its time-out.
      if (!saidBy(failure).includes("Could not get lock") || performance.now() > giveUpAtMs) throw failure
      await sleep(1_000)
    }
  }
}

async function aptGet(...order: string[]): Promise<void> {
  await run("apt-get", ["-qq", "-o", `DPkg::Lock::Timeout=${patienceMs / 1000}`, ...order], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    maxBuffer: 64 * 1024 * 1024,
  })
}

function saidBy(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure)
  return "stderr" in failure && failure.stderr !== "" ? String(failure.stderr) : failure.message
}
