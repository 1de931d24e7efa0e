import { globSync, readFileSync } from "node:fs"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { freshDatabase } from "../../testing/platform.ts"
import { layWire } from "../../testing/wire.ts"
import { Database, sql, Wakes, wakeAfterCommit } from "./index.ts"

let databaseUrl: string
const opened: { close(): Promise<unknown> }[] = []

beforeEach(async () => {
  databaseUrl = await freshDatabase()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()))
})

/** As a process of its own has it, with what is heard there on the channel `news`. */
async function openWakes(url = databaseUrl) {
  const wakes = new Wakes(url)
  opened.push(wakes)
  const heard: string[] = []
  wakes.hear("news", (payload) => heard.push(payload))
  await vi.waitFor(() => expect(heard).toEqual([""]), 10_000)
  return { wakes, heard }
}

function open(wakes?: Wakes): Database {
  const database = new Database(databaseUrl, {
    connections: 2,
    onConnectionLost: () => undefined,
    ...(wakes && { wakes }),
  })
  opened.push(database)
  return database
}

describe("a wake", () => {
  it("is heard here at once, and once in every other process", async () => {
    const [here, there] = [await openWakes(), await openWakes()]
    here.wakes.wake("news", "1")
    expect(here.heard).toEqual(["", "1"])
    await vi.waitFor(() => expect(there.heard).toEqual(["", "1"]), 10_000)
    there.wakes.wake("news", "2")
    await vi.waitFor(() => expect(here.heard).toEqual(["", "1", "2"]), 10_000)
  })

  it("is told to the others together with what else is said meanwhile, each once", async () => {
    const [here, there] = [await openWakes(), await openWakes()]
    for (let n = 0; n < 1_000; n += 1) here.wakes.wake("news", String(n % 3))
    expect(here.heard).toHaveLength(1_001)
    await here.wakes.told()
    await vi.waitFor(() => expect(there.heard).toEqual(["", "0", "1", "2"]), 10_000)
  })

  it("on one channel is not heard on another", async () => {
    const [here, there] = [await openWakes(), await openWakes()]
    here.wakes.wake("weather", "rain")
    here.wakes.wake("news", "1")
    await vi.waitFor(() => expect(there.heard).toEqual(["", "1"]), 10_000)
  })

  it("is heard by who hears what another does already, once it is listened to", async () => {
    const { wakes } = await openWakes()
    const late: string[] = []
    const unheard = wakes.hear("news", (payload) => late.push(payload))
    await vi.waitFor(() => expect(late).toEqual([""]), 10_000)
    unheard()
    wakes.wake("news", "1")
    expect(late).toEqual([""])
  })

  it("that nobody could be told is told when the database is back", async () => {
    const wire = await layWire(databaseUrl)
    opened.push(wire)
    const [here, there] = [await openWakes(wire.url), await openWakes()]
    await wire.sever()
    here.wakes.wake("news", "1")
    await expect(here.wakes.told()).rejects.toThrow()
    expect(there.heard).toEqual([""])
    await wire.restore()
    await vi.waitFor(() => expect(there.heard).toEqual(["", "1"]), 10_000)
    expect(here.heard).toEqual(["", "1", ""])
  })

  it("is told by a process that closes right after", async () => {
    const [here, there] = [await openWakes(), await openWakes()]
    here.wakes.wake("news", "1")
    await here.wakes.close()
    await vi.waitFor(() => expect(there.heard).toEqual(["", "1"]), 10_000)
  })
})

describe("a transaction", () => {
  it("wakes once it is committed", async () => {
    const { wakes, heard } = await openWakes()
    await open(wakes).system(async (tx) => {
      wakeAfterCommit("news", "1")
      wakeAfterCommit("news", "1")
      await sql`SELECT 1`.execute(tx)
      expect(heard).toEqual([""])
    })
    expect(heard).toEqual(["", "1"])
  })

  it("wakes nobody when it is rolled back", async () => {
    const { wakes, heard } = await openWakes()
    const rolledBack = open(wakes).system(async () => {
      wakeAfterCommit("news", "1")
      throw new Error("not after all")
    })
    await expect(rolledBack).rejects.toThrow("not after all")
    expect(heard).toEqual([""])
  })

  it("is what there has to be: elsewhere there is nothing to wait for", () => {
    expect(() => wakeAfterCommit("news", "1")).toThrow("Nothing is committed here")
  })
})

it("only wakes notify: a NOTIFY in a transaction holds up the commits of all others", () => {
  const root = `${import.meta.dirname}/../..`
  const notifying = globSync("**/*.ts", { cwd: root })
    .filter((path) => !path.endsWith(".test.ts"))
    .filter((path) => /pg_notify\(/.test(readFileSync(`${root}/${path}`, "utf8")))
  expect(notifying).toEqual(["platform/database/wakes.ts"])
})
