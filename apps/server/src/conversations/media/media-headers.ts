import { extname } from "node:path"

/** What browsers may show by themselves: pictures, sounds and videos in which nothing can run. */
const shown: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "audio/aac",
  "audio/amr",
  "audio/mp4",
  "audio/mpeg",
  "audio/ogg",
  "video/mp4",
  "video/3gpp",
])

/** Proxies give up on answers whose headers have some kilobytes, and a character may take nine bytes of them. */
const longestName = 200
const longestEnding = 20

/** A name that a header has room for; its end says what the file is. */
function shortened(name: string): string {
  if (name.length <= longestName) return name
  const ending = extname(name).slice(-longestEnding)
  return name.slice(0, longestName - ending.length) + ending
}

/**
 * The headers with which a file goes to a browser that a stranger sent. Its type is as its sender says: what is not
 * among those that can do no harm is downloaded, as bytes of no type, and nothing is guessed or run. Pure.
 */
export function mediaHeaders({
  id,
  mimeType,
  fileName,
}: {
  id: string
  mimeType: string | null
  fileName: string | null
}): Record<string, string> {
  const type = mimeType?.split(";", 1)[0]?.trim().toLowerCase() ?? ""
  const isShown = shown.has(type)
  const name = encodeURIComponent(shortened(fileName ?? id).toWellFormed()).replace(/['()*]/g, escaped)
  return {
    "content-type": isShown ? type : "application/octet-stream",
    "content-disposition": `${isShown ? "inline" : "attachment"}; filename*=UTF-8''${name}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "accept-ranges": "bytes",
    // The file goes when its contact is deleted.
    "cache-control": "private, max-age=300",
  }
}

/** What `encodeURIComponent` leaves and RFC 8187 does not. */
const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
