import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Page } from "playwright-core"
import { z } from "zod"

const results = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      help: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
})

const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")
const grave = new Set(["serious", "critical"])

// A change of scheme or a dialog that opens is painted over some frames; what is between two colors is judged by neither.
const settled = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  .then(() => Promise.allSettled(
    document.getAnimations()
      .filter(({ effect, playState }) => playState === "running" && effect.getComputedTiming().endTime !== Infinity)
      .map((animation) => animation.finished),
  ))
  .then(() => undefined)`

/** What axe finds serious or critical on the page as it stands: rule, element and what is wrong with it. Best none. */
export async function seriousFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(settled)
  // Half of what an examination takes is to compile it, which a page needs once.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe)
  const { violations } = results.parse(
    await page.evaluate(
      `axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], ...(rules && { runOnly: rules }) })})`,
    ),
  )
  return violations
    .filter(({ impact }) => grave.has(impact ?? ""))
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = help }) => `${id}: ${html.slice(0, 160)}\n${failureSummary}`),
    )
}

/** How many pixels the page is wider than its window; more than none is a page one must push sideways to read. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth")
}

/** What one must push sideways to see all of, each by its class and how wide it is within what is shown. Best nothing. */
export function pushedSideways(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[...document.querySelectorAll("*")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX))
    .map((one) => one.tagName + "." + one.className + " shows " + one.clientWidth + " of " + one.scrollWidth + " px")`)
}
