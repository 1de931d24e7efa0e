import type { IncomingMessage } from "node:http"
import { Problem } from "../errors.ts"

/** How long a request may take to arrive. What is done with it, and how long its answer continues, is another matter. */
export interface Patience {
  /** For its first line and headers, and between the start of a connection and its first request. */
  headersMs: number
  /** So far its body may fall behind `bytesPerSecond`. */
  bodyMs: number
  bytesPerSecond: number
  /** How often it is looked. */
  lookMs: number
}

/** A line that carries less than a kilobyte a second carries nobody's import; Meta sends a webhook in one go. */
export const patience: Patience = { headersMs: 20_000, bodyMs: 30_000, bytesPerSecond: 1024, lookMs: 5_000 }

interface Arriving {
  request: IncomingMessage
  bytesRead: number
  /** What is left of the time that it may fall behind. */
  creditMs: number
}

/**
 * Cuts the connection of a request whose body trickles in: it would hold a connection and memory for as long as its sender
 * likes, as nothing can be checked before it is there. A time for the whole request would end long uploads,
 * so a body may take any time at a pace; time in which it waits for us to read on does not count.
 */
export function cutSlowBodies({ bodyMs, bytesPerSecond, lookMs }: Patience) {
  const arriving = new Set<Arriving>()
  let lookedAtMs = performance.now()
  const look = () => {
    const elapsedMs = performance.now() - lookedAtMs
    lookedAtMs += elapsedMs
    for (const body of arriving) {
      const { bytesRead } = body.request.socket
      const earnedMs = ((bytesRead - body.bytesRead) / bytesPerSecond) * 1000
      const waitedMs = body.request.readableLength > 0 ? 0 : elapsedMs
      body.bytesRead = bytesRead
      body.creditMs = Math.min(bodyMs, body.creditMs + earnedMs - waitedMs)
      if (body.creditMs < 0) body.request.destroy(new Problem("too_slow", "The body came too slowly."))
    }
  }
  const timer = setInterval(look, lookMs).unref()
  return {
    /** Follows a request's body until that ends, not until the answer: who is refused at once can continue sending. */
    follow(request: IncomingMessage): void {
      const { headers, socket } = request
      if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) return
      const body = { request, bytesRead: socket.bytesRead, creditMs: bodyMs + lookMs }
      const forget = () => arriving.delete(body)
      arriving.add(body)
      request.once("end", forget).once("close", forget)
    },
    stop: () => clearInterval(timer),
  }
}
