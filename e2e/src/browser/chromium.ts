/** A headless Chromium for tests: that of `CHROMIUM_PATH`, else one of the system's. */
import { existsSync } from "node:fs"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterEach } from "vitest"

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/**
 * Debian's packages and where they put it, the best first: the one without windows renders as the other does, and takes a third
 * less processor time.
 */
export const systemChromiums = [
  { name: "chromium-headless-shell", path: "/usr/lib/chromium/chromium-headless-shell" },
  { name: "chromium", path: "/usr/bin/chromium" },
] as const

let opened: Browser | undefined

/**
 * The browser that the test files of a process share; it ends with the process. The first that asks starts it, which takes a
 * second of computing. Each file opens pages of its own in it, and closes them at its end.
 * @throws Error that says what to install
 */
export async function openBrowser(): Promise<Browser> {
  if (!opened?.isConnected()) opened = await launch()
  return opened
}

/**
 * A browser of its own that keeps the pages it left in memory, as people's browsers do and Playwright's does not. The caller
 * closes it.
 */
export function openBrowserThatKeepsPages(): Promise<Browser> {
  return launch(["--disable-back-forward-cache"])
}

/**
 * For a file whose stories go on where the one before ended: after one that failed, says what its pages show and loads them
 * again, so that a dialog which it left open is not in the way of the next try, and of all that follow.
 */
export function reloadAfterFailures(): void {
  afterEach(async ({ task }) => {
    if (task.result?.errors === undefined) return
    for (const page of opened?.contexts().flatMap((context) => context.pages()) ?? []) {
      console.error(`${task.name}: ${page.url()} showed\n${await shownText(page)}`)
      await page.reload().catch(() => undefined)
    }
  })
}

/** What a page shows, as a screen reader has it; of the dialog where one is open. */
async function shownText(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog").last()
  const part = (await dialog.isVisible().catch(() => false)) ? dialog : page.locator("body")
  const shown = await part.ariaSnapshot({ timeout: 5_000 }).catch((error: unknown) => String(error))
  return shown.slice(0, 2_500)
}

/** Closes every page that is open in the shared browser, with the cookies and the storage of each. */
export async function closePages(): Promise<void> {
  await Promise.all((opened?.contexts() ?? []).map((context) => context.close()))
}

/**
 * The program: the one that is chosen, else the best that the system has.
 * @throws Error that says what to install
 */
export function chromiumPath(chosen = process.env.CHROMIUM_PATH): string {
  const places = chosen === undefined ? systemChromiums.map(({ path }) => path) : [chosen]
  const found = places.find((path) => existsSync(path))
  if (found !== undefined) return found
  throw new Error(
    chosen === undefined
      ? `There is no Chromium at ${places.join(" or ")}. Install it (Debian: apt-get install ${systemChromiums[0].name}) or set CHROMIUM_PATH.`
      : `CHROMIUM_PATH is ${chosen}, where there is no file. Set it to a Chromium, or unset it.`,
  )
}

async function launch(withoutFlags: string[] = []): Promise<Browser> {
  const executablePath = chromiumPath()
  // Chromium refuses its own sandbox to the superuser, as which containers run.
  const chromiumSandbox = process.getuid?.() !== 0
  return chromium.launch({ executablePath, args: flags, ignoreDefaultArgs: withoutFlags, chromiumSandbox })
}
