import pg from "pg"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { freshDatabase } from "../testing/platform.ts"
import { type LeasedWork, startLeasedWork } from "./leased-work.ts"
import { createLogger } from "./telemetry.ts"

interface Piece {
  id: string
}

let databaseUrl: string
let due: Piece[]
/** What is at work now, as "who: what". */
const atWork = new Set<string>()
const workers: { stop(): Promise<void> }[] = []

beforeEach(async () => {
  databaseUrl = await freshDatabase()
  due = []
})
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
})

/** Works on a piece until it is told to stop, as a process of its own would. */
function startWorker(who: string, more: Partial<LeasedWork<Piece>> = {}) {
  const worker = startLeasedWork<Piece>(
    { databaseUrl, logger: createLogger("silent") },
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
  due = pieces("1", "2")
  const ana = startWorker("Ana")
  await vi.waitFor(() => expect(working()).toEqual(["Ana: 1", "Ana: 2"]))
  const looks = vi.fn(async () => due)
  startWorker("Ben", { due: looks })
  await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(3))
  expect(working()).toEqual(["Ana: 1", "Ana: 2"])
  await ana.stop()
  await vi.waitFor(() => expect(working()).toEqual(["Ben: 1", "Ben: 2"]))
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
