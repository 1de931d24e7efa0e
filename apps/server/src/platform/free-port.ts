import { createServer } from "node:net"

/** A loopback port that nobody listened on a moment ago, for when it must be known before something listens there. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((listening, failed) => {
    probe.once("error", failed).listen(0, "127.0.0.1", listening)
  })
  const address = probe.address()
  await new Promise((closed) => probe.close(closed))
  if (address === null || typeof address === "string") throw new Error("This machine gave no free port.")
  return address.port
}
