import type { Dispatcher } from "undici"
import type { ByteBudget } from "./byte-budget.ts"
import type { Clock } from "./clock.ts"
import type { Config } from "./config.ts"
import type { Database, DB, EmbeddedPostgres, Leases, Tx, Wakes } from "./database/index.ts"
import type { FileStore } from "./file-store/index.ts"
import type { Routes } from "./http/index.ts"
import type { Consumer, DurableLog, Topic } from "./log/index.ts"
import type { Measure } from "./measures/measures.ts"
import type { Outgoing } from "./outgoing/index.ts"
import type { ProcessRole } from "./process-roles.ts"
import type { SecretBox } from "./secrets.ts"
import type { Logger, Metrics } from "./telemetry.ts"

/** What every part of the server builds on. Each is handed what it needs of it; nothing of it is global. */
export interface Platform {
  config: Config
  clock: Clock
  databaseUrl: string
  /** Undefined: the database is someone else's to run. */
  embedded: EmbeddedPostgres | undefined
  /** By the connections of the role at work; of `api` where nobody says. */
  db: Database
  pools: Readonly<Record<ProcessRole, Database>>
  /** Who of all processes does what. */
  leases: Leases
  /** Tells those who wait, in all processes, that there may be something. */
  wakes: Wakes
  log: DurableLog
  secrets: SecretBox
  /** Connections to Meta, shared by every caller. */
  graph: Dispatcher
  /** Requests to addresses that users gave us. */
  outgoing: Outgoing
  /** Keeps files that are too large for the database. */
  fileStore: FileStore
  /** For files that are held in memory as a whole on their way to Meta. */
  files: ByteBudget
  logger: Logger
  metrics: Metrics
  /** All of the house: what a room asks of those above it is collected from here. */
  rooms: readonly Room[]
}

/** The platform, with the connections of a role. */
export const asRole = (platform: Platform, role: ProcessRole): Platform => ({
  ...platform,
  db: platform.pools[role],
})

/** Something that is done again and again, whether or not anyone asks. */
export interface Chore {
  /** As it is in a log: "syncing templates". */
  what: string
  everyMs: number
  work(): Promise<unknown>
}

/** Something that a process started and that runs until it is stopped. */
export interface RunningWork {
  stop(): Promise<void>
  /** How long ago it last looked for what is due, where a process that does not look any more is not ready. */
  sinceLookMs?(): number
}

/** Something that is kept for good unless the operator says for how many days. */
export interface Kept {
  /** Stable, such as `messages`. */
  what: string
  description: string
  /** What works only while it is there: a shorter time is refused. */
  atLeastDays: number
  /** What deleting everything of before an instant would free. */
  measure(tx: Tx, before: Date): Promise<{ rows: number; bytes: number }>
  /**
   * Deletes a batch of what is from before an instant.
   * @param range.after of before that, nothing is left
   * @returns whether there may be more
   */
  deleteSome(range: { after: Date | null; before: Date }): Promise<boolean>
}

/**
 * What a room brings to the house, and by that to which role of a process; `rooms.ts` lists all of them. What a room needs of the rooms above it, which it must not
 * import, it adds to this interface (`declare module`) and collects from `platform.rooms`.
 */
export interface Room {
  /** The name of its folder. */
  name: string
  /** What only this room writes, and what no room below it reads. */
  tables: readonly (keyof DB)[]
  /** Of `api`: mounted under /v1, each behind its permission. */
  routes?: readonly ((platform: Platform) => Routes)[]
  /** Of `api`: pages for people without an account, mounted at the root. Each says itself who may see it. */
  pages?: readonly ((platform: Platform) => Routes)[]
  /** Of `api`: mounted at the root, for clients of another product's API; each sees itself to who asks, and what they may. */
  compatible?: readonly ((platform: Platform) => Routes)[]
  /** Of `intake`: mounted at the root, for Meta. */
  intake?: readonly ((platform: Platform) => Routes)[]
  /** Of `background`, done by one process of the installation at a time. */
  chores?(platform: Platform): readonly Chore[]
  /** Of `apply`: what applies a topic of the log; a topic has one consumer, as its entries are gone once they are applied. */
  consumers?: readonly { topic: Topic; consumer(platform: Platform): Consumer }[]
  /** Of `lanes`: what sends. */
  lanes?: readonly ((platform: Platform) => RunningWork)[]
  /** Of `background`: what else is done that nobody waits for. */
  background?: readonly ((platform: Platform) => RunningWork)[]
  /** What of it an operator may keep for a time instead of for good. */
  keeps?(platform: Platform): readonly Kept[]
  /** What operators watch of it: gauges of the whole installation. */
  measures?(platform: Platform): readonly Measure[]
  /**
   * Holds what may have been done since the backup was made that was just restored, so that it is not done again by itself.
   * @returns what is held and how it goes on, in sentences
   */
  afterRestore?(tx: Tx, madeAt: Date): Promise<string[]>
}

/** Names what a room brings. */
export const defineRoom = (room: Room): Room => room

/** @throws Error when two rooms have one name, claim one table or consume one topic */
export function refuseDoubles(rooms: readonly Room[]): void {
  eachOnce(rooms, "is called", ({ name }) => [name])
  eachOnce(rooms, "claims", ({ tables }) => tables)
  eachOnce(rooms, "consumes", ({ consumers = [] }) => consumers.map(({ topic }) => topic.name))
}

/**
 * What all the rooms give of one kind, by its name and in their order.
 * @throws Error when a name comes twice, with who gives it
 */
export function eachOnce(
  rooms: readonly Room[],
  verb: string,
  give: (room: Room) => readonly string[],
): Map<string, Room> {
  const givenBy = new Map<string, Room>()
  for (const room of rooms) {
    for (const name of give(room)) {
      const other = givenBy.get(name)
      if (other) throw new Error(`The room ${room.name} ${verb} ${name}, as ${other.name} does.`)
      givenBy.set(name, room)
    }
  }
  return givenBy
}
