import type { IncomingHttpHeaders } from "node:http"
import compress from "@fastify/compress"
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod"

/** What fits into one packet arrives no sooner for being smaller. */
const worthBytes = 1_400
const reading: ReadonlySet<string> = new Set(["GET", "HEAD"])

/**
 * Compresses what the routes of `api` read: a page of 50 contacts is an eighth of its size. Call it before they are added.
 *
 * How small a compressed answer is tells anyone who watches the line whether what they put into it is in it a second time
 * (BREACH). So an answer that tells a secret is never compressed: keys, links of invitations and codes are told once, by what
 * makes them, and only reading is compressed; a PIN is read, in an answer far below `worthBytes`. Nor is an answer compressed
 * that a page of another site may have asked for. What is sent as it happens (`/events`) passes by, as it writes for itself.
 */
export async function compressAnswers(api: Parameters<FastifyPluginAsyncZod>[0]): Promise<void> {
  api.addHook("onRoute", (route) => {
    if (![route.method].flat().every((method) => reading.has(method))) route.compress = false
  })
  // What comes in is not unpacked: a small body would become one of any size.
  await api.register(compress, {
    encodings: ["br", "gzip"],
    threshold: worthBytes,
    globalDecompression: false,
  })
  api.addHook("onRequest", async ({ headers }) => {
    if (mayBeOfAnotherSite(headers)) headers["x-no-compression"] = "1"
  })
}

/**
 * Whether another site's page may have made a browser ask, with the cookie of a member. Programs send their key instead, which
 * no page has; browsers say where a request comes from (all since 2023), except to addresses without encryption. Pure.
 */
function mayBeOfAnotherSite(headers: IncomingHttpHeaders): boolean {
  return headers.cookie !== undefined && headers["sec-fetch-site"] !== "same-origin"
}
