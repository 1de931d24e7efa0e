import pg from "pg"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { freshDatabase } from "../../testing/platform.ts"
import { Leases, Wakes } from "../database/index.ts"
import { createLogger } from "../telemetry.ts"
import { type LeasedWork, startLeasedWork } from "./share-work.ts"

interface Piece {
  id: string
}

let databaseUrl: string
let due: Piece[]
/** What is at work now, as "who: what". */
const atWork = new Set<string>()
const workers: { stop(): Promise<void> }[] = []
const opened: { close(): Promise<void> }[] = []

beforeEach(async () => {
  databaseUrl = await freshDatabase()
  due = []
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  await Promise.all(opened.splice(0).map((one) => one.close()))
})

/** Works on a piece until it is told to stop, as a process of its own would. */
function startWorker(who: string, more: Partial<LeasedWork<Piece>> = {}) {
  const [leases, wakes] = [new Leases(databaseUrl), new Wakes(databaseUrl)]
  opened.push(leases, wakes)
  const worker = startLeasedWork<Piece>(
    { leases, wakes, logger: createLogger("silent") },
    {
      name: "piece",
      pollMs: 20,
      channel: "pieces",
      due: async () => due,
      run: async ({ id }, signal) => {
        atWork.add(`${who}: ${id}`)
        if (!signal.aborted) await new Promise((stopped) => signal.addEventListener("abort", stopped))
        atWork.delete(`${who}: ${id}`)
      },
      ...more,
    },
  )
  workers.push(worker)
  return worker
}

const pieces = (...ids: string[]) => ids.map((id) => ({ id }))
const working = () => [...atWork].sort()

it("is done by one worker, and by the next when that one stops", async () => {
  due = pieces("1")
  const ana = startWorker("Ana")
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1"]))
  const looks = vi.fn(async () => due)
  startWorker("Ben", { due: looks })
  await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(3))
  expect(working()).toEqual(["Ana: 1"])
  await ana.stop()
  await vi.waitFor(() => expect(working()).toEqual(["Ben: 1"]))
})

/** How many pieces each worker has, those that have most first. */
const shares = () =>
  [...Map.groupBy(atWork, (each) => each.split(":")[0]).values()]
    .map(({ length }) => length)
    .sort((one, other) => other - one)

it("is shared out evenly: who comes gets a part, and what a worker had that goes is for all others", async () => {
  due = pieces("1", "2", "3", "4", "5", "6", "7", "8", "9")
  const ana = startWorker("Ana")
  await vi.waitFor(() => expect(shares()).toEqual([9]))
  startWorker("Ben")
  await vi.waitFor(() => expect(shares()).toEqual([5, 4]), 5_000)
  startWorker("Cy")
  await vi.waitFor(() => expect(shares()).toEqual([3, 3, 3]), 5_000)
  expect(new Set([...atWork].map((each) => each.split(": ")[1])).size).toBe(9)
  await ana.stop()
  await vi.waitFor(() => expect(shares()).toEqual([5, 4]), 5_000)
})

it("is given back when it has ended, and not taken by another before", async () => {
  due = pieces("1", "2")
  const ending: (() => void)[] = []
  startWorker("Ana", {
    run: async ({ id }, signal) => {
      atWork.add(`Ana: ${id}`)
      await new Promise<void>((end) => signal.addEventListener("abort", () => ending.push(end)))
      atWork.delete(`Ana: ${id}`)
    },
  })
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1", "Ana: 2"]))
  const looks = vi.fn(async () => due)
  startWorker("Ben", { due: looks })
  await vi.waitFor(() => expect(ending).toHaveLength(1), 5_000)
  const before = looks.mock.calls.length
  await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(before + 3), 5_000)
  expect(working()).toEqual(["Ana: 1", "Ana: 2"])
  ending[0]?.()
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1", "Ben: 2"]), 5_000)
  await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(before + 10), 5_000)
  expect(ending).toHaveLength(1)
  workers.push({
    async stop() {
      for (const end of ending) end()
    },
  })
})

it("is taken whosever share it is, when the other worker leaves it", async () => {
  due = pieces("1", "2", "3")
  const idle = new Leases(databaseUrl)
  opened.push(idle)
  await idle.survey("piece", []) // counts as a worker, and takes nothing
  startWorker("Ana")
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1", "Ana: 2"]), 5_000)
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1", "Ana: 2", "Ana: 3"]), 10_000)
})

it("is not looked for when another worker is told of its own", async () => {
  const looks = vi.fn(async () => due)
  const seldom = { pollMs: 3_600_000 }
  due = pieces("1")
  startWorker("Ana", { ...seldom, heard: (id) => id !== "" && atWork.has(`Ana: ${id}`) })
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1"]))
  const heard: string[] = []
  startWorker("Ben", {
    ...seldom,
    due: looks,
    heard: (id) => {
      heard.push(id)
      return false
    },
  })
  await vi.waitFor(() => expect(heard).toEqual([""]), 5_000)
  const said = new Wakes(databaseUrl)
  opened.push(said)
  const say = async (id: string) => {
    await vi.waitFor(() => {
      said.wake("pieces", id)
      return said.told()
    })
    await vi.waitFor(() => expect(heard.at(-1)).toBe(id))
  }
  await say("1") // may be free, for all Ben knows
  await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(1))
  const before = looks.mock.calls.length
  for (const _ of "12345") await say("1")
  due = pieces("1", "2")
  await say("2")
  await vi.waitFor(() => expect(working()).toContain("Ben: 2"))
  expect(looks.mock.calls.length).toBe(before + 1)
})

it("is shared by workers that take no more at once than they may, the most urgent first", async () => {
  due = pieces("1", "2", "3", "4", "5")
  startWorker("Ana", { mostAtOnce: 2 })
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1", "Ana: 2"]))
  startWorker("Ben", { mostAtOnce: 2 })
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1", "Ana: 2", "Ben: 3", "Ben: 4"]))
})

it("takes the next piece as soon as one of the full number is done", async () => {
  due = pieces("1", "2", "3")
  const done: string[] = []
  startWorker("Ana", {
    pollMs: 3_600_000,
    mostAtOnce: 1,
    run: async ({ id }) => {
      done.push(id)
      due = due.filter((piece) => piece.id !== id)
    },
  })
  await vi.waitFor(() => expect(done).toEqual(["1", "2", "3"]))
})

it("starts at a notification, which a piece at work keeps to itself", async () => {
  const heard: string[] = []
  startWorker("Ana", {
    pollMs: 3_600_000,
    heard: (payload) => {
      heard.push(payload)
      return payload === "for 1"
    },
  })
  await vi.waitFor(() => expect(heard).toEqual([""])) // it listens
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  due = pieces("1")
  await client.query("NOTIFY pieces, 'there is something'")
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1"]))
  due = pieces("1", "2")
  await client.query("NOTIFY pieces, 'for 1'")
  await vi.waitFor(() => expect(heard).toContain("for 1"))
  expect(working()).toEqual(["Ana: 1"])
  await client.query("NOTIFY pieces, 'there is something'")
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1", "Ana: 2"]))
  await client.end()
})

it("continues after a look that fails, and after a piece that breaks", async () => {
  due = pieces("1")
  let failures = 3
  const break3 = () => {
    failures -= 1
    if (failures >= 0) throw new Error("It broke.")
  }
  const tried: string[] = []
  startWorker("Ana", {
    due: async () => {
      if (failures === 3) break3()
      return due
    },
    run: async ({ id }) => {
      tried.push(id)
      break3()
      due = []
    },
  })
  await vi.waitFor(() => expect([tried, due]).toEqual([["1", "1", "1"], []]))
})

it("stops at once what has lost its lease, and takes it up again", async () => {
  due = pieces("1")
  const signals: AbortSignal[] = []
  startWorker("Ana", {
    run: async (_piece, signal) => {
      signals.push(signal)
      await new Promise((stopped) => signal.addEventListener("abort", stopped))
    },
  })
  await vi.waitFor(() => expect(signals).toHaveLength(1))
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )
  await client.end()
  await vi.waitFor(() => expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]), 10_000)
})
