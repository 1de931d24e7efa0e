import type { Page } from "playwright-core"

/** The shortest event that a browser tells of, in milliseconds (Event Timing, W3C); what was quicker counts as this. */
const shortestMs = 16

/** Has every document of the page keep from now on how long its events took, from the press or the key until the next painting. */
export async function watchEvents(page: Page): Promise<void> {
  await page.addInitScript(`
    window.eventsMs = []
    new PerformanceObserver((list) => {
      window.eventsMs.push(...list.getEntries().map(({ duration }) => duration))
    }).observe({ type: "event", durationThreshold: ${shortestMs} })`)
}

/** The longest that an event took while something was done, in milliseconds. The page was watched before it was opened. */
export async function slowestEvent(page: Page, interact: () => Promise<unknown>): Promise<number> {
  await painted(page)
  await page.evaluate("window.eventsMs.splice(0)")
  await interact()
  await painted(page)
  return Math.max(shortestMs, ...(await page.evaluate<number[]>("window.eventsMs")))
}

/** An event is told of after the painting that follows it. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))
  })`)
}
