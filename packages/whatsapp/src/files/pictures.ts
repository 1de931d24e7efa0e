/** Size and colours of pictures, from their headers. Pure. */

export interface Picture {
  width: number
  height: number
  /** Bits of one colour of one point. */
  depth: number
  /** Whether it is coloured in red, green and blue, with transparency or without; undefined: its header does not say. */
  isRgb?: boolean
  isAnimated?: boolean
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Source: PNG, chunk IHDR. @returns undefined where it is damaged */
export function readPng(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 33 || String.fromCharCode(...bytes.subarray(12, 16)) !== "IHDR") return undefined
  const colors = bytes[25]
  return {
    width: view(bytes).getUint32(16),
    height: view(bytes).getUint32(20),
    depth: bytes[24] ?? 0,
    isRgb: colors === 2 || colors === 6,
  }
}

/** Source: JPEG, markers SOF0 to SOF15. @returns undefined where it is damaged */
export function readJpeg(bytes: Uint8Array): Picture | undefined {
  let at = 2
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) {
      return {
        depth: bytes[at + 4] ?? 0,
        height: view(bytes).getUint16(at + 5),
        width: view(bytes).getUint16(at + 7),
        isRgb: bytes[at + 9] === 3,
      }
    }
    at += 2 + view(bytes).getUint16(at + 2)
  }
  return undefined
}

/** Source: WebP, chunks VP8, VP8L and VP8X. @returns undefined where it is damaged */
export function readWebp(bytes: Uint8Array): Picture | undefined {
  if (bytes.length < 30) return undefined
  const data = view(bytes)
  const chunk = String.fromCharCode(...bytes.subarray(12, 16))
  if (chunk === "VP8 ")
    return { width: data.getUint16(26, true) & 0x3fff, height: data.getUint16(28, true) & 0x3fff, depth: 8 }
  if (chunk === "VP8L") {
    const bits = data.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, depth: 8 }
  }
  if (chunk !== "VP8X") return undefined
  const size = (from: number) => 1 + (data.getUint32(from, true) & 0xffffff)
  return { width: size(24), height: size(27) % 0x1000000, depth: 8, isAnimated: ((bytes[20] ?? 0) & 2) !== 0 }
}
