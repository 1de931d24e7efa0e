import { afterEach, expect, it, vi } from "vitest"
import { Leases, Wakes } from "../platform/database/index.ts"
import { createLogger } from "../platform/telemetry.ts"
import { freshDatabase } from "../testing/platform.ts"
import { startChores } from "./chores.ts"

const workers: { stop(): Promise<void> }[] = []
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  await Promise.all(opened.splice(0).map((one) => one.close()))
})

function startWorker(databaseUrl: string, work: () => Promise<void>) {
  const [leases, wakes] = [new Leases(databaseUrl), new Wakes(databaseUrl)]
  opened.push(leases, wakes)
  const platform = { leases, wakes, logger: createLogger("silent") }
  const worker = startChores(platform, [{ what: "sweeping", everyMs: 20, work }], 20)
  workers.push(worker)
  return worker
}

it("chores are done by one worker again and again, and by another when that one is gone", async () => {
  const databaseUrl = await freshDatabase()
  const [anas, bens] = [vi.fn(async () => undefined), vi.fn(async () => undefined)]
  const ana = startWorker(databaseUrl, anas)
  await vi.waitFor(() => expect(anas.mock.calls.length).toBeGreaterThan(0))
  startWorker(databaseUrl, bens)
  const before = anas.mock.calls.length
  await vi.waitFor(() => expect(anas.mock.calls.length).toBeGreaterThan(before + 5))
  expect(bens).not.toHaveBeenCalled()
  await ana.stop()
  await vi.waitFor(() => expect(bens.mock.calls.length).toBeGreaterThan(1))
})

it("a chore that fails is tried again", async () => {
  const work = vi.fn(async () => {
    throw new Error("Meta is away")
  })
  startWorker(await freshDatabase(), work)
  await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThan(2))
})
