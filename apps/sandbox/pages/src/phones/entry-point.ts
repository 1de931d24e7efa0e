/** How a person gets to a chat: by number, through an ad, or by a code. Pure. */

/** A chat about to open: with words already written, and what the first message says of where it came from. */
export interface Arrival {
  numberId: string
  draft: string
  referral: Referral | undefined
}

/** As the `messages` webhook tells it, once, with the first message. */
export interface Referral {
  source_url: string
  source_id: string
  source_type: "ad" | "post"
  headline: string
  body: string
  media_type: "image"
  image_url: string
  ctwa_clid: string
}

export interface Ad {
  sourceId: string
  sourceType: "ad" | "post"
  headline: string
  body: string
}

/** `clickId` is what ties the click to the ad; Meta's have about a hundred letters. */
export function referralOf({ sourceId, sourceType, headline, body }: Ad, clickId: string): Referral {
  return {
    source_url: `https://fb.me/${clickId.slice(3, 13)}`,
    source_id: sourceId,
    source_type: sourceType,
    headline,
    body,
    media_type: "image",
    image_url: `https://scontent.xx.fbcdn.net/v/${sourceId}.jpg`,
    ctwa_clid: clickId,
  }
}

export type Scanned = { kind: "code"; code: string } | { kind: "number"; digits: string; text: string }

/** Reads what a QR code holds: `https://wa.me/message/CODE`, `https://wa.me/4915…?text=`, or a code alone. */
export function scanned(text: string): Scanned | undefined {
  const trimmed = text.trim()
  const link = /^(?:https?:\/\/)?(?:wa\.me|api\.whatsapp\.com)\/(.+)$/i.exec(trimmed)?.[1]
  if (link === undefined) return /^[A-Z0-9]{14}$/.test(trimmed) ? { kind: "code", code: trimmed } : undefined
  const [path = "", query = ""] = link.split("?")
  const code = /^message\/([A-Z0-9]+)\/?$/.exec(path)?.[1]
  if (code !== undefined) return { kind: "code", code }
  const words = new URLSearchParams(query)
  const digits = (path === "send" || path === "send/" ? (words.get("phone") ?? "") : path).replace(/\D/g, "")
  return digits === "" ? undefined : { kind: "number", digits, text: words.get("text") ?? "" }
}
