/**
 * Message ids. Meta documents them as opaque; their layout is stable in practice and useful to a stand-in for
 * Meta and in diagnosis. Production code must compare them as whole strings and never depend on what is inside.
 *
 * Layout, base64 after the prefix: `1C 18 <len> <wa_id> 15 02 00 <11 outbound | 12 inbound> 18 <len> <key> 00`.
 */

export type WamidDirection = "outbound" | "inbound"

export interface WamidParts {
  direction: WamidDirection
  /** Digits of the person's wa_id (never the business's). */
  waId: string
  /** Upper-case hexadecimal: 18 characters outbound, 20 beginning with `3A` inbound. */
  key: string
}

const PREFIX = "wamid."
const DIRECTION_BYTE: Record<WamidDirection, number> = { outbound: 0x11, inbound: 0x12 }

/** Builds the message id of the given parts. `waId` and `key` are ASCII, at most 255 characters each. */
export function formatWamid(direction: WamidDirection, waId: string, key: string): string {
  const bytes = Buffer.concat([
    Buffer.from([0x1c, 0x18, waId.length]),
    Buffer.from(waId, "latin1"),
    Buffer.from([0x15, 0x02, 0x00, DIRECTION_BYTE[direction], 0x18, key.length]),
    Buffer.from(key, "latin1"),
    Buffer.from([0x00]),
  ])
  return PREFIX + bytes.toString("base64")
}

/** Takes a message id apart; undefined when it has another layout (those of username-only recipients may). */
export function parseWamid(wamid: string): WamidParts | undefined {
  if (!wamid.startsWith(PREFIX)) return undefined
  const bytes = Buffer.from(wamid.slice(PREFIX.length), "base64")
  const waIdLength = bytes[2]
  if (bytes[0] !== 0x1c || bytes[1] !== 0x18 || waIdLength === undefined) return undefined
  const middle = 3 + waIdLength
  const keyLength = bytes[middle + 5]
  if (bytes[middle] !== 0x15 || bytes[middle + 1] !== 0x02 || bytes[middle + 2] !== 0x00) return undefined
  if (bytes[middle + 4] !== 0x18 || keyLength === undefined || bytes.length < middle + 6 + keyLength)
    return undefined
  const direction = directionOf(bytes[middle + 3])
  if (direction === undefined) return undefined
  return {
    direction,
    waId: bytes.toString("latin1", 3, middle),
    key: bytes.toString("latin1", middle + 6, middle + 6 + keyLength),
  }
}

function directionOf(byte: number | undefined): WamidDirection | undefined {
  if (byte === DIRECTION_BYTE.outbound) return "outbound"
  if (byte === DIRECTION_BYTE.inbound) return "inbound"
  return undefined
}
