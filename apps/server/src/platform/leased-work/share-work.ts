import { type Lease, type Leases, promptly, troubleOf, type Wakes } from "../database/index.ts"
import { startLoop } from "../loop.ts"
import type { Logger } from "../telemetry.ts"
import { shareOut } from "./fair-share.ts"

/**
 * A piece that nobody has taken for so long is taken whosever share it is: a worker may be counted and take nothing, as it has
 * its own limit or stands still.
 */
const leftAfterMs = 3_000
/** So long nothing is given back after that, as it would come back. */
const keepLeftMs = 60_000

/** Work of one kind that several processes share out among themselves, each piece of it to one of them at a time. */
export interface LeasedWork<Piece extends { id: string }> {
  /** What a piece is called in logs, such as "lane". */
  name: string
  /** Pieces of one kind are shared out together. Default: the name */
  kind?: string
  /** How often due work is looked for when nothing was heard; what a lost notification or a dead worker costs at most. */
  pollMs: number
  /** The channel of the wakes that tells of work: the id of a piece, or "" when any may be due. Default: it is only looked for */
  channel?: string
  /** Pieces that this process has at once, however large its share is. Default: as many as there are */
  mostAtOnce?: number
  /** The pieces that want a worker, the most urgent first, whether or not they have one. */
  due(): Promise<readonly Piece[]>
  /** Hears what the channel says. @returns whether it was for a piece at work here, so that nothing need be looked for */
  heard?(payload: string): boolean
  /**
   * Does one piece, for as long as `signal` is not aborted. It ends in its own time after that, and another process goes on
   * with the piece then. What it throws is logged; the piece is taken up again if due.
   */
  run(piece: Piece, signal: AbortSignal): Promise<void>
}

export interface LeasedWorker {
  stop(): Promise<void>
  /** How long it has been since due work was last looked for and found out; every `pollMs` while all is well. */
  sinceLookMs(): number
}

interface Running {
  lease: Lease
  isGivingBack: boolean
  ended: Promise<void>
}

/**
 * Takes its share of due work and does it, until it is stopped. A lease goes with its process or its connection, so what a
 * dead worker left is taken up at the next look; when another worker comes, what is above a share is given back for it.
 * Goes on after any error.
 */
export function startLeasedWork<Piece extends { id: string }>(
  { leases, wakes, logger }: { leases: Leases; wakes: Wakes; logger: Logger },
  work: LeasedWork<Piece>,
): LeasedWorker {
  const { name, kind = name, mostAtOnce = Number.POSITIVE_INFINITY } = work
  const stopping = new AbortController()
  const running = new Map<string, Running>()
  /** Since when each due piece has been seen free, monotonic. */
  let freeSinceMs = new Map<string, number>()
  /** What was heard of since the last look. */
  let news = new Set<string>()
  /** What was heard of and another worker has, as of the last look: it is told as well. */
  let heldElsewhere = new Set<string>()
  let keepsUntilMs = 0

  const runLeased = async (piece: Piece, lease: Lease) => {
    const { id } = piece
    const { signal } = lease
    try {
      await work.run(piece, signal)
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

  const giveBack = (count: number) => {
    const latest = [...running].filter(([, { isGivingBack }]) => !isGivingBack).slice(-count)
    for (const [id, one] of latest) {
      logger.info({ [name]: id }, `a ${name} is given back, as another worker has fewer`)
      one.isGivingBack = true
      one.lease.abort()
    }
  }

  let lookedMs = performance.now()
  const look = async () => {
    const heardOf = [...heldElsewhere, ...news]
    news = new Set()
    const due = await promptly(() => work.due())
    const { others, leaving, elsewhere } = await leases.survey(kind, [
      ...new Set([...due.map(({ id }) => id), ...heardOf]),
    ])
    heldElsewhere = new Set(heardOf.filter((id) => elsewhere.has(id)))
    const nowMs = performance.now()
    const free = due.filter(({ id }) => !running.has(id) && !elsewhere.has(id))
    freeSinceMs = new Map(free.map(({ id }) => [id, freeSinceMs.get(id) ?? nowMs]))
    const givingBack = [...running.values()].filter(({ isGivingBack }) => isGivingBack).length
    const mine = running.size - givingBack
    const share = shareOut({ free: free.length, mine, givingBack, others, leaving })
    if (share.giveBack > 0 && nowMs >= keepsUntilMs) giveBack(share.giveBack)

    const left = free.filter(({ id }) => nowMs - (freeSinceMs.get(id) ?? nowMs) >= leftAfterMs)
    const isOwn = share.take > 0 || left.length === 0
    if (!isOwn) keepsUntilMs = nowMs + keepLeftMs
    const most = Math.min(mostAtOnce - running.size, isOwn ? share.take : 1)
    const wanted = isOwn ? free : left
    const acquired = await leases.acquireFree(
      kind,
      wanted.map(({ id }) => id),
      most,
    )
    for (const piece of wanted) {
      const lease = acquired.get(piece.id)
      if (!lease) continue
      if (stopping.signal.aborted) lease.abort()
      running.set(piece.id, { lease, isGivingBack: false, ended: runLeased(piece, lease) })
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
    if (work.heard?.(payload) || heldElsewhere.has(payload)) return
    if (payload !== "") news.add(payload)
    looking.wake()
  }
  const unheard = work.channel === undefined ? undefined : wakes.hear(work.channel, hear)

  return {
    sinceLookMs: () => performance.now() - lookedMs,
    async stop() {
      stopping.abort()
      unheard?.()
      for (const { lease } of running.values()) lease.abort()
      await looking.stop()
      // From here on the others count without this one. Where the database is away nobody is told, and nobody waits for that.
      void leases.leave(kind).catch(() => undefined)
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
  }
}
