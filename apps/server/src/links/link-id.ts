/**
 * The ids in tracked addresses. One says which link of which message it is, so that none is kept: 28 bits of the link's number, 4 of
 * its place among the same links of the message, 64 of the message's id (its time to a quarter of a microsecond and ten bits of
 * chance) and 32 zeros, as one block of AES in 22 letters and digits. A guess meets the zeros once in four thousand million
 * times, and is refused before anything is asked of the database. Making one takes 6 µs.
 */
import { createCipheriv, createDecipheriv } from "node:crypto"
import type { SecretBox } from "../platform/secrets.ts"

export interface LinkRef {
  linkId: number
  /** From 0: the same link may stand in a message several times. */
  nth: number
  message: MessageRef
}

/** A message by the beginning of its id: between these is no other. */
interface MessageRef {
  from: string
  to: string
  /** When the message was queued. */
  at: Date
}

export const mostLinks = 2 ** 28 - 1
export const mostSameLinks = 16

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
const length = 22
const valueOfLetter = new Map([...letters].map((letter, value) => [letter, value]))
const isId = /^[0-9A-Za-z]{22}$/

export function linkIds({ derive }: Pick<SecretBox, "derive">) {
  const key = Buffer.from(derive("tracked links"), "hex")
  // One block each: there is nothing that a mode or an initialization vector could add.
  const cipher = createCipheriv("aes-256-ecb", key, null).setAutoPadding(false)
  const decipher = createDecipheriv("aes-256-ecb", key, null).setAutoPadding(false)
  const block = Buffer.alloc(16)
  return {
    /** @param messageId a uuidv7 */
    make(linkId: number, nth: number, messageId: string): string {
      const ms = Number.parseInt(messageId.slice(0, 8) + messageId.slice(9, 13), 16)
      const within = Number.parseInt(messageId.slice(15, 18), 16)
      const chance = Number.parseInt(messageId.slice(19, 22), 16) & 0x3ff
      block.writeUInt32BE(linkId * 16 + nth, 0)
      block.writeUInt32BE(Math.floor(ms / 1024), 4)
      block.writeUInt32BE((ms % 1024) * 2 ** 22 + within * 2 ** 10 + chance, 8)
      block.writeUInt32BE(0, 12)
      return spell(cipher.update(block))
    },
    /** @returns undefined for what none of ours can be */
    read(id: string): LinkRef | undefined {
      if (!isId.test(id)) return undefined
      const sealed = bytesOf(id)
      if (sealed === undefined) return undefined
      const plain = decipher.update(sealed)
      if (plain.readUInt32BE(12) !== 0) return undefined
      const first = plain.readUInt32BE(0)
      const low = plain.readUInt32BE(8)
      const ms = plain.readUInt32BE(4) * 1024 + Math.floor(low / 2 ** 22)
      const within = Math.floor(low / 2 ** 10) % 2 ** 12
      return {
        linkId: Math.floor(first / 16),
        nth: first % 16,
        message: { ...between(ms, within, low % 2 ** 10), at: new Date(ms) },
      }
    },
  }
}

/** The lowest and the highest uuidv7 of that beginning. */
function between(ms: number, within: number, chance: number): { from: string; to: string } {
  const time = ms.toString(16).padStart(12, "0")
  const head = `${time.slice(0, 8)}-${time.slice(8)}-7${within.toString(16).padStart(3, "0")}-${(0x800 | chance).toString(16)}`
  // The variant takes two of the four digits' bits: ten of the fourteen that follow are ours, four are anything.
  return { from: `${head}0-000000000000`, to: `${head}f-ffffffffffff` }
}

const half = BigInt(letters.length) ** 11n

function spell(bytes: Buffer): string {
  const number = (bytes.readBigUInt64BE(0) << 64n) | bytes.readBigUInt64BE(8)
  return spellHalf(number / half) + spellHalf(number % half)
}

const part = letters.length ** 6
/** Eleven letters; 5 and 6 of them are within what a number holds exactly. */
function spellHalf(number: bigint): string {
  const high = Number(number / BigInt(part))
  const low = Number(number % BigInt(part))
  return digits(high, 5) + digits(low, 6)
}

function digits(number: number, count: number): string {
  let text = ""
  let left = number
  for (let place = 0; place < count; place++) {
    text = letters.charAt(left % letters.length) + text
    left = Math.floor(left / letters.length)
  }
  return text
}

/** undefined: more than 128 bits. */
function bytesOf(id: string): Buffer | undefined {
  let number = 0n
  for (let at = 0; at < length; at += 11) number = number * half + BigInt(halfOf(id, at))
  if (number >= 1n << 128n) return undefined
  const bytes = Buffer.alloc(16)
  bytes.writeBigUInt64BE(number >> 64n, 0)
  bytes.writeBigUInt64BE(number & 0xffffffffffffffffn, 8)
  return bytes
}

function halfOf(id: string, from: number): bigint {
  const [high = 0, low = 0] = [
    [from, 5],
    [from + 5, 6],
  ].map(([start = 0, count = 0]) => {
    let value = 0
    for (let at = start; at < start + count; at++)
      value = value * letters.length + (valueOfLetter.get(id.charAt(at)) ?? 0)
    return value
  })
  return BigInt(high) * BigInt(part) + BigInt(low)
}
