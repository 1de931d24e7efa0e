import { setTimeout as sleep } from "node:timers/promises"
import { afterRaces } from "../../../contacts/index.ts"
import {
  actingAs,
  ConnectionLost,
  currentWatch,
  type Database,
  keepingPlans,
} from "../../../platform/database/index.ts"
import type { Platform } from "../../../platform/index.ts"
import type { Writer } from "./apply-attributes.ts"
import { applyTrack, type Readings, type Tracked } from "./apply-track.ts"
import { arrays } from "./read-objects.ts"

interface Waiting {
  readings: Readings
  objects: number
  writer: Writer
  done: (tracked: Tracked) => void
  failed: (error: unknown) => void
}

interface Queue {
  waiting: Waiting[]
  /** Transactions that are under way. */
  atWork: number
}

/** Objects of one transaction, if several requests share it. */
const mostTogether = 600
/** While the database does what one transaction says, the next one is prepared, where it is full already. */
const mostAtWork = 2
/** Where several come at once, the next transaction waits so long for more: its statements cost as much for one request as for ten. */
const gatherMs = 5

const queuesOf = new WeakMap<Database, Map<string, Queue>>()

/**
 * Does what a request says, in one transaction with others of its key that come at the same time; each is answered for itself. What
 * comes while a transaction is at work waits for the next one, which starts beside it only when it is full. Where one request cannot be
 * done, each is done on its own. A request with an idempotency key always is, as its key is settled in its own transaction.
 *
 * Nothing of it is in the audit log: what comes by the thousand a second is in the log of requests, as an import is one record.
 * @throws Fatal when none of it can be done
 */
export function trackTogether(
  { db }: Pick<Platform, "db">,
  readings: Readings,
  writer: Writer,
): Promise<Tracked> {
  if (currentWatch()) return trackAlone(db, { readings, writer })
  const queues = queuesOf.get(db) ?? new Map<string, Queue>()
  queuesOf.set(db, queues)
  const name = `${writer.workspaceId} ${writer.actor} ${writer.maySubscribe}`
  return new Promise((done, failed) => {
    const objects = arrays.reduce((sum, array) => sum + readings[array].length, 0)
    const one = { readings, objects, writer, done, failed }
    const queue = queues.get(name) ?? { waiting: [], atWork: 0 }
    queues.set(name, queue)
    queue.waiting.push(one)
    if (queue.atWork === 0 || (queue.atWork < mostAtWork && isFull(queue)))
      void work(db, queue, () => queues.delete(name))
  })
}

async function work(db: Database, queue: Queue, over: () => void): Promise<void> {
  queue.atWork += 1
  await Promise.resolve() // lets the requests of this turn of the event loop join
  while (queue.waiting.length > 0) {
    const batch = nextBatch(queue)
    await trackBatch(db, batch)
    if (batch.length > 1) await sleep(gatherMs)
    if (queue.atWork > 1 && !isFull(queue)) break // what waits is the other one's
  }
  queue.atWork -= 1
  if (queue.atWork === 0) over()
}

const isFull = ({ waiting }: Queue) => waiting.reduce((sum, { objects }) => sum + objects, 0) >= mostTogether

/** The next requests that fit together, one at least. */
function nextBatch({ waiting }: Queue): Waiting[] {
  let objects = 0
  const end = waiting.findIndex((one, index) => {
    objects += one.objects
    return index > 0 && objects > mostTogether
  })
  return waiting.splice(0, end === -1 ? waiting.length : end)
}

async function trackBatch(db: Database, batch: readonly Waiting[]): Promise<void> {
  const alone = (one: Waiting) => trackAlone(db, one).then(one.done, one.failed)
  const [first] = batch
  if (first === undefined) return
  if (batch.length === 1) return alone(first)
  try {
    const { writer } = batch.at(-1) ?? first
    const all = await inTransaction(
      db,
      writer,
      batch.map(({ readings }) => readings),
    )
    for (const [index, one] of batch.entries()) {
      const tracked = all[index]
      if (tracked) one.done(tracked)
    }
  } catch (error) {
    // What a lost connection was asked to commit may be committed: it is not done twice.
    if (error instanceof ConnectionLost) for (const one of batch) one.failed(error)
    else for (const one of batch) await alone(one)
  }
}

async function trackAlone(
  db: Database,
  { readings, writer }: Pick<Waiting, "readings" | "writer">,
): Promise<Tracked> {
  const [tracked] = await inTransaction(db, writer, [readings])
  if (!tracked) throw new Error("A request was not answered.")
  return tracked
}

/** By indexes, which is right for some hundreds of people among any number, where the planner sees a workspace of unknown size. */
const inTransaction = (db: Database, writer: Writer, requests: readonly Readings[]) =>
  actingAs(undefined, () =>
    afterRaces(() =>
      keepingPlans(() => db.hotWorkspace(writer.workspaceId, (tx) => applyTrack(tx, requests, writer))),
    ),
  )
