import { type Lease, Leases, listen, promptly, troubleOf } from "./database/index.ts"
import { startLoop } from "./loop.ts"
import type { Logger } from "./telemetry.ts"

/** Work of one kind that several processes share out among themselves, each piece of it to one of them at a time. */
export interface LeasedWork<Piece extends { id: string }> {
  /** What a piece is called in logs and in the keys of its leases, such as "lane". */
  name: string
  /** How often due work is looked for when nothing was heard; what a lost notification or a dead worker costs at most. */
  pollMs: number
  /** The channel on which the database tells that there may be work. Default: it is only looked for */
  channel?: string
  /** Pieces that this process has at once. Default: as many as there are */
  mostAtOnce?: number
  /** The pieces that want a worker, the most urgent first, whether or not they have one. */
  due(): Promise<readonly Piece[]>
  /** Hears what the channel says. @returns whether it was for a piece at work here, so that nothing need be looked for */
  heard?(payload: string): boolean
  /** Does one piece, for as long as `signal` is not aborted. What it throws is logged; the piece is taken up again if due. */
  run(piece: Piece, signal: AbortSignal): Promise<void>
}

export interface LeasedWorker {
  stop(): Promise<void>
  /** How long it has been since due work was last looked for and found out; every `pollMs` while all is well. */
  sinceLookMs(): number
}

/**
 * Takes leases on due work and does it, until it is stopped. A lease goes with its process or its connection, so what a
 * dead worker left is taken up at the next look. Goes on after any error.
 */
export function startLeasedWork<Piece extends { id: string }>(
  { databaseUrl, logger }: { databaseUrl: string; logger: Logger },
  work: LeasedWork<Piece>,
): LeasedWorker {
  const { name, mostAtOnce = Number.POSITIVE_INFINITY } = work
  const stopping = new AbortController()
  const leases = new Leases(databaseUrl)
  const running = new Map<string, Promise<void>>()

  const runLeased = async (piece: Piece, lease: Lease) => {
    const { id } = piece
    try {
      await work.run(piece, AbortSignal.any([stopping.signal, lease.signal]))
    } catch (error) {
      if (troubleOf(error) === "passing")
        logger.warn({ err: error, [name]: id }, `a ${name} was interrupted; it continues`)
      else logger.error({ err: error, [name]: id }, `a ${name} failed; it starts again in a moment`)
    }
    await lease
      .release()
      .catch((error) => logger.warn({ err: error }, `a ${name}'s lease went with its connection`))
    const wasFull = running.size >= mostAtOnce
    running.delete(id)
    if (wasFull) looking.wake()
  }

  let lookedMs = performance.now()
  const look = async () => {
    if (running.size >= mostAtOnce) {
      lookedMs = performance.now()
      return false
    }
    const waiting = (await promptly(() => work.due())).filter(({ id }) => !running.has(id))
    const key = ({ id }: Piece) => `${name}:${id}`
    const acquired = await leases.acquireFree(waiting.map(key), mostAtOnce - running.size)
    for (const piece of waiting) {
      const lease = acquired.get(key(piece))
      if (lease) running.set(piece.id, runLeased(piece, lease))
    }
    lookedMs = performance.now()
    return false
  }

  const looking = startLoop({
    everyMs: work.pollMs,
    round: look,
    broke: (error) => logger.warn({ err: error }, `cannot look for a ${name} with work; retrying`),
  })
  const hear = (payload: string) => {
    if (!work.heard?.(payload)) looking.wake()
  }
  const listening = work.channel === undefined ? undefined : listen(databaseUrl, work.channel, hear)

  return {
    sinceLookMs: () => performance.now() - lookedMs,
    async stop() {
      stopping.abort()
      await looking.stop()
      await Promise.all(running.values())
      await Promise.all([listening?.stop(), leases.close()])
    },
  }
}
