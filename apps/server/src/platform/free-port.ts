import { randomInt } from "node:crypto"
import { createServer } from "node:net"

/**
 * Where systems take no ports from for outgoing connections (Linux from 32768 on, others from 49152 on): there, a port that
 * is free now could be a connection's by the time someone listens on it.
 */
const lowest = 20_000
const highest = 32_767
const tries = 100

/** A loopback port that nobody listened on a moment ago, for when it must be known before something listens there. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const port = randomInt(lowest, highest + 1)
    if (await canListen(port)) return port
  }
  throw new Error(`This machine gave no free port between ${lowest} and ${highest}.`)
}

function canListen(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((answer) => {
    probe.once("error", () => answer(false))
    probe.listen(port, "127.0.0.1", () => probe.close(() => answer(true)))
  })
}
