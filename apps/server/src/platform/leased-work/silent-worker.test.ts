import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { afterEach, expect, it, vi } from "vitest"
import { freshDatabase } from "../../testing/platform.ts"
import { Leases, Wakes } from "../database/index.ts"
import { createLogger } from "../telemetry.ts"
import { startLeasedWork } from "./share-work.ts"
import type { Task, Told } from "./testing/working-process.ts"

const pieces = ["1", "2", "3", "4"]
const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A worker in a process of its own. */
function startProcess(url: string) {
  const task: Task = { url, kind: "piece", pieces }
  const program = fileURLToPath(new URL("./testing/working-process.ts", import.meta.url))
  const child: ChildProcess = fork(program, [JSON.stringify(task)], { execArgv: [], stdio: "inherit" })
  cleanups.push(async () => {
    const ended = once(child, "exit")
    child.kill("SIGKILL")
    await ended
  })
  const atWork = new Set<string>()
  const actsOn: string[][] = []
  child.on("message", (told: Told) => {
    if (told === "stands still") return
    if ("began" in told) atWork.add(told.began)
    else if ("ended" in told) atWork.delete(told.ended)
    else actsOn.push(told.actsOn)
  })
  return { child, atWork, actsOn }
}

/** Has a process stop in the middle of what it does, as SIGSTOP does it, or a machine that is suspended. */
async function standStill(child: ChildProcess): Promise<void> {
  const told = once(child, "message")
  child.send("stand still")
  await told
}

/** A worker in this process. @returns what it has at work */
function startHere(url: string): Set<string> {
  const atWork = new Set<string>()
  const [leases, wakes] = [new Leases(url), new Wakes(url)]
  const worker = startLeasedWork(
    { leases, wakes, logger: createLogger("silent") },
    {
      name: "piece",
      pollMs: 200,
      due: async () => pieces.map((id) => ({ id })),
      async run({ id }, signal) {
        atWork.add(id)
        if (!signal.aborted) await new Promise((stopped) => signal.addEventListener("abort", stopped))
        atWork.delete(id)
      },
    },
  )
  cleanups.push(() => Promise.all([leases.close(), wakes.close()]))
  cleanups.push(() => worker.stop())
  return atWork
}

it("a process that stands still loses its work, acts on none of it when it goes on, and gets its share again", async () => {
  const url = await freshDatabase()
  const { child, atWork, actsOn } = startProcess(url)
  await vi.waitFor(() => expect(atWork.size).toBe(4), 20_000)
  const here = startHere(url)
  await vi.waitFor(() => expect([atWork.size, here.size]).toEqual([2, 2]), 20_000)

  await standStill(child)
  await vi.waitFor(() => {
    child.kill("SIGCONT") // it may not have stopped yet when it was sent first
    expect(actsOn).toEqual([[...atWork]])
  }, 10_000)

  await standStill(child)
  await vi.waitFor(() => expect(here.size).toBe(4), 60_000)
  child.kill("SIGCONT")
  await vi.waitFor(() => expect(actsOn).toHaveLength(2), 10_000)
  expect(actsOn.at(-1)).toEqual([])
  await vi.waitFor(() => expect([atWork.size, here.size]).toEqual([2, 2]), 20_000)
  expect(new Set([...here, ...atWork]).size).toBe(4)
})
