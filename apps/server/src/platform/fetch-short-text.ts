import { request } from "undici"

/** Far above a clock's answer or a handshake's. */
const maxBytes = 64 * 1024

/**
 * Asks an address for a short text, of those that the operator configured: no redirect is followed, at most 64 KB are read.
 * @param timeoutMs until the last byte is there
 * @throws when it cannot be reached, is too slow or says more
 */
export async function askShortly(
  url: string | URL,
  timeoutMs: number,
): Promise<{ status: number; text: string }> {
  const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(timeoutMs) })
  const pieces: Buffer[] = []
  let length = 0
  // Left early, the loop closes the connection.
  for await (const piece of body) {
    const bytes = Buffer.from(piece)
    length += bytes.length
    if (length > maxBytes) throw new Error(`the answer is longer than ${maxBytes} bytes`)
    pieces.push(bytes)
  }
  return { status: statusCode, text: Buffer.concat(pieces).toString("utf8") }
}
