import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib"

/** Smaller payloads are not worth the call. */
const worthPackingBytes = 2_048
const fastest = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }
/** How Zstandard data starts; no UTF-8 text of JSON does. */
const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

/** Between payloads; JSON has none. */
const separator = "\u0000"

/** Payloads that came together as the log stores them: in one row, which costs little more than one of them would. */
export const packTogether = (payloads: readonly string[]): Buffer => pack(payloads.join(separator))

/** @returns one payload or several */
export const unpackAll = (stored: Buffer): string[] => unpack(stored).split(separator)

/**
 * A payload as the log stores it. Webhooks of many updates repeat themselves: 50 KB become a few, in 0.2 ms, where
 * writing them to the database and reading them again as they are costs several times as much.
 */
export function pack(payload: string): Buffer {
  const bytes = Buffer.from(payload)
  return bytes.length < worthPackingBytes ? bytes : zstdCompressSync(bytes, fastest)
}

export function unpack(stored: Buffer): string {
  const packed = stored.subarray(0, magic.length).equals(magic)
  return (packed ? zstdDecompressSync(stored) : stored).toString("utf8")
}
