import { isIP } from "node:net"
import { isLiquid } from "@parley/model"
import { Problem } from "../platform/errors.ts"
import { reachOf } from "../platform/outgoing/index.ts"

const internet = reachOf([])

/** The media of a content that are fetched from an address, each with its path. */
function linksOf(value: unknown, path = ""): { link: string; path: string }[] {
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = path === "" ? key : `${path}.${key}`
    return key === "link" && typeof inner === "string" ? [{ link: inner, path: at }] : linksOf(inner, at)
  })
}

/**
 * Refuses addresses of files that only machines of a network of one's own can see: Meta fetches them, from outside, and each message
 * would fail. What is Liquid is not known before it is filled in.
 * @throws Problem invalid_request naming the field
 */
export function refusePrivateLinks(content: unknown): void {
  for (const { link, path } of linksOf(content)) {
    if (isLiquid(link) || !URL.canParse(link)) continue
    const host = new URL(link).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "")
    if (isOfInternet(host)) continue
    throw new Problem("invalid_request", `Meta cannot fetch a file from ${host.slice(0, 100)}.`, {
      field: `content.${path}`,
      help: "Give an address that everyone on the internet can open, or upload the file to the media library.",
    })
  }
}

/** The sandbox fetches from its own machine. */
const thisMachine = /^(localhost|127(\.\d+){3}|::1)$/i

function isOfInternet(host: string): boolean {
  if (thisMachine.test(host)) return true
  if (isIP(host) !== 0) return internet.isReachable(host)
  return host.includes(".") && !/\.(localhost|local|internal|lan|home\.arpa)$/i.test(host)
}
