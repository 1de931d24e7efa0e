import type { Page } from "playwright-core"

/** What it takes a browser to load something. */
export interface PageWeight {
  requests: number
  /** Over the wire, with headers; 1 kB is 1,000 bytes. */
  kilobytes: number
}

/**
 * Weighs what a page loads.
 * @param load resolves when the page is useful; what is under way then counts as far as it has come
 * @param encoding all that the browser says it can unpack; addresses without encryption get no brotli from browsers
 */
export async function weigh(
  page: Page,
  load: () => Promise<unknown>,
  encoding: "br" | "gzip" = "br",
): Promise<PageWeight> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send("Network.enable")
  await devtools.send("Network.setExtraHTTPHeaders", { headers: { "Accept-Encoding": encoding } })
  let requests = 0
  let bytes = 0
  devtools.on("Network.requestWillBeSent", ({ request }) => {
    if (request.url.startsWith("http")) requests++
  })
  devtools.on("Network.requestServedFromCache", () => {
    requests--
  })
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await load()
  await page.evaluate("document.fonts.ready.then(() => undefined)")
  await devtools.detach()
  return { requests, kilobytes: bytes / 1_000 }
}
