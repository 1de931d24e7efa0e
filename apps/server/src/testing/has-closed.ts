import type { Socket } from "node:net"

/**
 * Ends once a connection is closed, also by a reset: that is an "error", which `once(socket, "close")` throws, and nobody hears of
 * where the promise is awaited later.
 */
export async function hasClosed(socket: Socket): Promise<void> {
  if (!socket.closed) await new Promise((closed) => socket.on("error", () => undefined).once("close", closed))
}
