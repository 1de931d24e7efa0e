/** A headless Chromium for tests: the one that is there, or Debian's, fetched once where that is allowed. */
import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { type Browser, chromium } from "playwright-core"

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** `CHROMIUM_PATH` or /usr/bin/chromium. @throws Error that says what to install */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium"
  if (!existsSync(executablePath)) installChromium(executablePath)
  // Chromium refuses its own sandbox to the superuser, as which containers run.
  return chromium.launch({ executablePath, args: FLAGS, chromiumSandbox: process.getuid?.() !== 0 })
}

function installChromium(executablePath: string): void {
  try {
    execFileSync("apt-get", ["update", "-qq"], { stdio: "pipe" })
    execFileSync("apt-get", ["install", "-y", "-qq", "chromium"], { stdio: "pipe" })
  } catch {
    throw new Error(
      `There is no Chromium at ${executablePath}. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.`,
    )
  }
}
