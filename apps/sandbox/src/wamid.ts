/**
 * WhatsApp message ids in Meta's layout, with the row's id folded into the key: a wamid leads back to its
 * message without an index over a million long strings.
 *
 * Layout: 1C 18 len wa_id 15 02 00 (11 outbound | 12 inbound) 18 len key 00, in base64 behind "wamid.".
 * The key is 18 upper-case hex characters, behind "3A" when inbound: six of them name this installation,
 * twelve are the scrambled row id.
 */
import { type ScrambleKey, scramble, scrambleKey, unscramble } from "./scramble.ts"

const HALF_BITS = 24
const PREFIX_BYTES = Buffer.from([0x1c, 0x18])

export class WamidScheme {
  readonly #installation: string
  readonly #key: ScrambleKey

  /** `installation`: six upper-case hex characters, kept with the state. */
  constructor(installation: string) {
    this.#installation = installation
    this.#key = scrambleKey(HALF_BITS, Number.parseInt(installation, 16))
  }

  /** `id` is a row id below 2^48, `address` the wa_id (or BSUID) in the id's clear part. */
  format(outbound: boolean, address: string, id: number): string {
    const key = this.#installation + scramble(id, this.#key).toString(16).toUpperCase().padStart(12, "0")
    const full = outbound ? key : `3A${key}`
    const bytes = Buffer.allocUnsafe(PREFIX_BYTES.length + 1 + address.length + 6 + full.length + 1)
    PREFIX_BYTES.copy(bytes)
    bytes[2] = address.length
    bytes.write(address, 3, "latin1")
    let at = 3 + address.length
    bytes[at++] = 0x15
    bytes[at++] = 0x02
    bytes[at++] = 0x00
    bytes[at++] = outbound ? 0x11 : 0x12
    bytes[at++] = 0x18
    bytes[at++] = full.length
    bytes.write(full, at, "latin1")
    bytes[at + full.length] = 0
    return `wamid.${bytes.toString("base64")}`
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
