import type { IncomingMessage } from "node:http"
import type { FastifyInstance, FastifyRequest } from "fastify"
import type { ByteBudget, Leave } from "../byte-budget.ts"
import { Problem } from "../errors.ts"

/** The most that the body of a request may have, unless its route reads it otherwise. */
export const usualBodyBytes = 1024 * 1024

interface Limits {
  budget: ByteBudget
  /** In bytes, at most what the budget has for one owner. */
  limit: number
  /** How long the rest of a body may take once it has room: a slower one keeps others waiting. */
  arriveMs: number
  /** Whose share of the budget a request takes, such as its workspace. */
  ownerOf?: (request: FastifyRequest) => string | undefined
}

/**
 * Gives the routes of `app` the bodies of these types (`*`: of all) as a Buffer, which may be larger than the bodies of
 * other requests. As much as any request may have is read at once; the rest stays in the socket until the budget has room
 * for all of it. The room is kept until the request has its answer, also when the client does not wait for it: an upload
 * whose client is gone is in memory all the same.
 *
 * A request is refused with too_large, with invalid_request when its body is cut off, and with unavailable when there was
 * no room in time. One whose rest takes too long is cut off.
 */
export function readWholeBodies(
  app: Pick<FastifyInstance, "addContentTypeParser" | "addHook">,
  types: string | string[],
  limits: Limits,
): void {
  const rooms = new WeakMap<FastifyRequest, Leave>()
  app.addContentTypeParser(types, (request: FastifyRequest, body: IncomingMessage) =>
    read(body, { ...limits, owner: limits.ownerOf?.(request) }, (leave) => rooms.set(request, leave)),
  )
  app.addHook("onSend", async (request, reply) => {
    rooms.get(request)?.()
    rooms.delete(request)
    // What is refused has to arrive all the same: a client whose connection is closed may never read why.
    if (!request.raw.complete) reply.removeHeader("connection")
  })
}

/** @param onRoom is told how to leave the room that the body has in the budget, if it needs any */
async function read(
  request: IncomingMessage,
  { budget, limit, arriveMs, owner }: Limits & { owner: string | undefined },
  onRoom: (leave: Leave) => void,
): Promise<Buffer> {
  const announced = request.headers["content-length"]
  const most = announced === undefined ? limit : Number(announced)
  if (announced !== undefined && most <= usualBodyBytes) return readSmall(request)
  const pieces = arriving(request, limit)
  try {
    if (most > limit) throw tooLarge(limit)
    const beginning: Buffer[] = []
    let length = 0
    while (length <= usualBodyBytes) {
      const piece = await pieces.next()
      if (piece.done) return Buffer.concat(beginning)
      beginning.push(piece.value)
      length += piece.value.length
    }
    onRoom(await budget.enter(most, owner))
    const tooLate = new Problem("too_slow", "The body came too slowly.")
    const cut = setTimeout(() => request.destroy(tooLate), arriveMs)
    return await join(beginning, pieces, most).finally(() => clearTimeout(cut))
  } finally {
    await pieces.return(undefined)
    request.resume()
  }
}

/** A body that says how small it is, read without what a larger one needs: that costs more than a webhook's signature. */
function readSmall(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    request
      .on("data", (piece: Buffer) => pieces.push(piece))
      .once("end", () => resolve(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)))
      .once("error", () => reject(cutOff()))
      .once("close", () => reject(cutOff()))
  })
}

const cutOff = () =>
  new Problem("invalid_request", "The body ended before all of it had arrived.", {
    field: "body",
    help: "Send the request again.",
  })

/** The pieces of a body as they arrive. @throws Problem too_large after `limit` bytes, invalid_request when it is cut off */
async function* arriving(request: IncomingMessage, limit: number): AsyncGenerator<Buffer, undefined> {
  let length = 0
  try {
    const pieces: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
    for await (const piece of pieces) {
      length += piece.length
      if (length > limit) throw tooLarge(limit)
      yield piece
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    throw cutOff()
  }
}

/** Copies the pieces to where they stay: joined at the end they would be there twice. */
async function join(
  beginning: readonly Buffer[],
  rest: AsyncIterable<Buffer>,
  most: number,
): Promise<Buffer> {
  const whole = Buffer.allocUnsafe(most)
  let length = 0
  const keep = (piece: Buffer) => {
    length += piece.copy(whole, length)
  }
  for (const piece of beginning) keep(piece)
  for await (const piece of rest) keep(piece)
  return whole.subarray(0, length)
}

const tooLarge = (limit: number) =>
  new Problem("too_large", `The body of this request has at most ${limit.toLocaleString("en")} bytes.`)
