import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import type { Occurrence } from "@parley/model"
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest"
import { contactTopic, record } from "../../events/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { sql } from "../database/index.ts"
import type { Task, ToldBatch } from "./testing/consuming-process.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
const started: ChildProcess[] = []
beforeAll(async () => {
  platform = await testPlatform()
})
afterEach(() => Promise.all(started.splice(0).map(kill)))
afterAll(() => platform.close())

const contacts = Array.from({ length: 100 }, () => crypto.randomUUID())

/** A change of every contact in each of those rounds, each round in a transaction of its own. */
async function happens(rounds: readonly number[]): Promise<void> {
  for (const round of rounds) {
    const changes = contacts.map(
      (contact_id): Occurrence => ({
        kind: "contact_changed",
        workspace_id: platform.workspaceId,
        contact_id,
        at: new Date().toISOString(),
        fields: [String(round)],
        attributes: [],
      }),
    )
    await platform.db.workspace(platform.workspaceId, (tx) => record(tx, changes))
  }
}

/** A process that consumes the contact topic. `hear` says of each batch whether it is to be applied. */
function consume(hear: (told: ToldBatch) => boolean): ChildProcess {
  const task: Task = { url: platform.databaseUrl, topic: contactTopic }
  const program = fileURLToPath(new URL("./testing/consuming-process.ts", import.meta.url))
  const child = fork(program, [JSON.stringify(task)], { execArgv: [], stdio: "inherit" })
  started.push(child)
  child.on("message", (told: ToldBatch) => {
    if (hear(told)) child.send(told.batch)
  })
  return child
}

/** As `kill -9` does it: nothing in the process runs any more. */
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
}

const inLog = async () => {
  const [row] = await platform.db.statement(
    sql<{ n: number }>`SELECT count(*) AS n FROM log_entries WHERE topic = ${contactTopic.name}`,
  )
  return row?.n ?? 0
}

it("a consumer that is killed in the middle of the contact topic loses nothing, and no contact's order", async () => {
  /** Of each contact, the rounds as they were applied, by whichever process. */
  const applied = new Map<string, string[]>(contacts.map((id) => [id, []]))
  const apply = (payload: string) => {
    const occurrences: { contact_id: string; fields: string[] }[] = JSON.parse(payload)
    for (const { contact_id, fields } of occurrences) applied.get(contact_id)?.push(...fields)
  }
  const rounds = Array.from({ length: 30 }, (_, n) => n)
  await happens(rounds.slice(0, 10))
  const recorded = await inLog()

  // The first applies the first batches of some partitions; in the middle of the others it is killed.
  const first = { applied: 0, left: 0 }
  const dying = consume(({ payloads }) => {
    const goes = first.applied < 3
    if (goes) payloads.forEach(apply)
    first[goes ? "applied" : "left"] += 1
    return goes
  })
  await vi.waitFor(() => expect(first.left).toBeGreaterThanOrEqual(3), 30_000)
  await happens(rounds.slice(10, 20))
  expect(await inLog()).toBeGreaterThan(recorded / 4)
  await kill(dying)

  await happens(rounds.slice(20))
  consume(({ payloads }) => {
    payloads.forEach(apply)
    return true
  })
  await vi.waitFor(async () => expect(await inLog()).toBe(0), { timeout: 50_000, interval: 100 })
  const told = rounds.map(String)
  for (const heard of applied.values()) expect([...new Set(heard)]).toEqual(told)
})
