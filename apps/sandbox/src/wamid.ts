/**
 * WhatsApp message ids in Meta's layout, with the row's id folded into the key: a wamid leads back to its
 * message without an index over a million long strings.
 *
 * Layout: 1C 18 len wa_id 15 02 00 (11 outbound | 12 inbound) 18 len key 00, in base64 behind "wamid.".
 * The key is 18 upper-case hex characters, behind "3A" when inbound: six of them name this installation,
 * twelve are the scrambled row id.
 */
import { type ScrambleKey, scramble, scrambleKey, unscramble } from "./random-ids.ts"

const halfBits = 24
const half = 2 ** halfBits
const halfDigits = halfBits / 4
const zero = "0".charCodeAt(0)
const ten = "A".charCodeAt(0)
/** Where an id is put together: one call into node for each id instead of five. The longest needs 3 + 2 × 255 + 7. */
const scratch = Buffer.alloc(600)

export class WamidScheme {
  readonly #installation: string
  readonly #key: ScrambleKey

  /** `installation`: six upper-case hex characters, kept with the state. */
  constructor(installation: string) {
    this.#installation = installation
    this.#key = scrambleKey(halfBits, Number.parseInt(installation, 16))
  }

  /** `id` is a row id below 2^48, `address` the wa_id (or BSUID) in the id's clear part. */
  format(outbound: boolean, address: string, id: number): string {
    const prefix = outbound ? this.#installation : `3A${this.#installation}`
    const mixed = scramble(id, this.#key)
    const left = Math.floor(mixed / half)
    scratch[0] = 0x1c
    scratch[1] = 0x18
    scratch[2] = address.length
    let at = putText(address, 3)
    scratch[at++] = 0x15
    scratch[at++] = 0x02
    scratch[at++] = 0x00
    scratch[at++] = outbound ? 0x11 : 0x12
    scratch[at++] = 0x18
    scratch[at++] = prefix.length + 2 * halfDigits
    at = putText(prefix, at)
    at = putHex(left, at)
    at = putHex(mixed - left * half, at)
    scratch[at++] = 0
    return `wamid.${scratch.toString("base64", 0, at)}`
  }

  /** The row id, or undefined when the id is not one of this installation. */
  parse(wamid: string): number | undefined {
    if (!wamid.startsWith("wamid.")) return undefined
    const bytes = Buffer.from(wamid.slice(6), "base64")
    // The key is the last thing but its closing zero.
    const match = /([0-9A-F]{6})([0-9A-F]{12})$/.exec(bytes.toString("latin1", 0, bytes.length - 1))
    if (match?.[1] !== this.#installation || match[2] === undefined) return undefined
    return unscramble(Number.parseInt(match[2], 16), this.#key)
  }
}

/** Writes the text from `at` on; answers where it ends. */
function putText(text: string, at: number): number {
  for (let i = 0; i < text.length; i++) scratch[at + i] = text.charCodeAt(i)
  return at + text.length
}

/** Writes half a row id in six digits from `at` on; answers where it ends. */
function putHex(half: number, at: number): number {
  for (let i = 0; i < halfDigits; i++) {
    const digit = (half >>> (4 * (halfDigits - 1 - i))) & 15
    scratch[at + i] = digit < 10 ? zero + digit : ten + digit - 10
  }
  return at + halfDigits
}
