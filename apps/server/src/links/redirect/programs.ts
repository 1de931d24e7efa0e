/** Who asks for a link: a person, or a program that looks where it leads. Pure. */

/** What programs call themselves: previews of messengers and search, security scanners, and libraries that no browser is. */
const programs =
  /bot\b|bot\/|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|meta-external|^whatsapp\/|telegrambot|skypeuripreview|slack|discord|twitterbot|linkedin|embedly|quora|pinterest|vkshare|google-read-aloud|google-safety|googleimageproxy|apis-google|mediapartners|bingpreview|yandex|baidu|duckduck|applebot|barracuda|proofpoint|mimecast|symantec|safelinks|urlscan|virustotal|headless|phantomjs|lighthouse|pingdom|uptime|monitor|curl\/|wget\/|python|^java\/|okhttp|go-http-client|axios|node-fetch|undici|^node$|libwww|httpclient|ruby|perl|postman|insomnia|scrapy/i

/** Of a request that a browser makes before anybody taps, such as `Sec-Purpose: prefetch;prerender`. */
const early = /prefetch|prerender|preview/i

interface AskedBy {
  method: string
  headers: Readonly<Record<string, string | string[] | undefined>>
}

/** A click of a person is a GET of a browser: nothing else is counted as one. */
export function isProgram({ method, headers }: AskedBy): boolean {
  if (method !== "GET") return true
  const agent = one(headers["user-agent"])
  if (agent === "" || programs.test(agent)) return true
  return ["sec-purpose", "purpose", "x-purpose", "x-moz"].some((name) => early.test(one(headers[name])))
}

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(" ") : (value ?? ""))
