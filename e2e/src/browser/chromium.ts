/** A headless Chromium for tests: that of `CHROMIUM_PATH`, else the system's. */
import { existsSync } from "node:fs"
import { type Browser, chromium } from "playwright-core"

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** Where Debian's package puts it. */
export const systemChromium = "/usr/bin/chromium"

/** @throws Error that says what to install */
export async function openBrowser(): Promise<Browser> {
  const chosen = process.env.CHROMIUM_PATH
  const executablePath = chosen ?? systemChromium
  if (!existsSync(executablePath)) {
    throw new Error(
      chosen === undefined
        ? `There is no Chromium at ${systemChromium}. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.`
        : `CHROMIUM_PATH is ${chosen}, where there is no file. Set it to a Chromium, or unset it.`,
    )
  }
  // Chromium refuses its own sandbox to the superuser, as which containers run.
  return chromium.launch({ executablePath, args: flags, chromiumSandbox: process.getuid?.() !== 0 })
}
