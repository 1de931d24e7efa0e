/**
 * Media that is sent by link: Meta fetches it after accepting the message, and says 131053 when it cannot.
 * Only this machine's own addresses are fetched here; every other link counts as good.
 */

import { request } from "undici"
import { isRecord } from "../../../json.ts"
import type { Params } from "../../protocol/request.ts"

/** Meta keeps a fetched link for ten minutes. */
const cachedMs = 10 * 60 * 1000
const mostCached = 10_000
const fetchTimeoutMs = 10_000
const loopback = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/i
const kinds: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    image: /^image\/(jpeg|png)\b/,
    video: /^video\/(mp4|3gpp?)\b/,
    audio: /^audio\//,
    sticker: /^image\/webp\b/,
    document: /./,
  }),
)
const mostBytes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    image: 5 * 1024 * 1024,
    video: 16 * 1024 * 1024,
    audio: 16 * 1024 * 1024,
    sticker: 500 * 1024,
    document: 100 * 1024 * 1024,
  }),
)

export interface MediaLink {
  kind: string
  url: string
}

/** Links to this machine in a message of any type, wherever a media object may stand. Pure. */
export function loopbackLinks(params: Params): MediaLink[] {
  const found: MediaLink[] = []
  collect(params, found)
  return found
}

function collect(value: unknown, found: MediaLink[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found)
    return
  }
  if (!isRecord(value)) return
  for (const [key, member] of Object.entries(value)) {
    if (kinds.has(key) && isRecord(member) && typeof member.link === "string") {
      if (loopback.test(member.link)) found.push({ kind: key, url: member.link })
    } else collect(member, found)
  }
}

declare module "../../../running.ts" {
  interface Running {
    readonly mediaLinks: MediaLinks
  }
}

export class MediaLinks {
  readonly #fetched = new Map<string, { atMs: number; isGood: boolean }>()

  /** Whether every link answers with a file of its kind and within its size. */
  async areGood(links: readonly MediaLink[], nowMs: number): Promise<boolean> {
    const answers = await Promise.all(links.map((link) => this.#isGood(link, nowMs)))
    return answers.every((isGood) => isGood)
  }

  clear(): void {
    this.#fetched.clear()
  }

  async #isGood(link: MediaLink, nowMs: number): Promise<boolean> {
    const known = this.#fetched.get(link.url)
    if (known !== undefined && nowMs >= known.atMs && nowMs - known.atMs < cachedMs) return known.isGood
    const isGood = await fetchLink(link)
    if (this.#fetched.size >= mostCached) this.#fetched.clear()
    this.#fetched.set(link.url, { atMs: nowMs, isGood })
    return isGood
  }
}

async function fetchLink({ kind, url }: MediaLink): Promise<boolean> {
  try {
    const answer = await request(url, { headersTimeout: fetchTimeoutMs, bodyTimeout: fetchTimeoutMs })
    let size = 0
    const most = mostBytes.get(kind) ?? 0
    for await (const chunk of answer.body) {
      size += Buffer.byteLength(chunk)
      if (size > most) return false
    }
    const type = String(answer.headers["content-type"] ?? "")
    return answer.statusCode === 200 && (kinds.get(kind)?.test(type) ?? false)
  } catch {
    return false
  }
}
