import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Occurrence } from "@parley/model"
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import { sql, type Tx } from "../platform/database/index.ts"
import { unpack } from "../platform/log/packing.ts"
import { testPlatform } from "../testing/platform.ts"
import { contactTopic, record, recordTogether } from "./index.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterEach(() => platform.db.statement(sql`DELETE FROM log_entries`))
afterAll(() => platform.close())

const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)
const changed = (contact_id: string, ...fields: string[]): Occurrence => ({
  kind: "contact_changed",
  workspace_id: platform.workspaceId,
  contact_id,
  at: new Date().toISOString(),
  fields,
  attributes: [],
})
const entries = async () => {
  const rows = await platform.db.statement(
    sql<{ partition: number; payload: Buffer }>`SELECT partition, payload FROM log_entries ORDER BY position`,
  )
  return rows.map(({ partition, payload }) => ({ partition, said: JSON.parse(unpack(payload)) }))
}
const ids = (count: number) => Array.from({ length: count }, () => crypto.randomUUID())

describe("what is recorded", () => {
  it("is there when its transaction commits", async () => {
    const said = changed(crypto.randomUUID(), "phone")
    await inWorkspace((tx) => record(tx, [said]))
    expect(await entries()).toEqual([{ partition: expect.any(Number), said: [said] }])
  })

  it("never was when its transaction is rolled back", async () => {
    const rolledBack = inWorkspace(async (tx) => {
      await record(tx, [changed(crypto.randomUUID())])
      throw new Error("not after all")
    })
    await expect(rolledBack).rejects.toThrow("not after all")
    expect(await entries()).toEqual([])
  })

  it("is one entry for each partition, with each contact's occurrences together in their order", async () => {
    const contacts = ids(500)
    await inWorkspace((tx) =>
      record(
        tx,
        [...contacts, ...contacts].map((id, n) => changed(id, String(n))),
      ),
    )
    const all = await entries()
    expect(new Set(all.map(({ partition }) => partition)).size).toBe(all.length)
    expect(all.length).toBeLessThanOrEqual(contactTopic.partitions)
    const order = Map.groupBy(
      all.flatMap(({ said }) => said),
      ({ contact_id }) => contact_id,
    )
    for (const [n, id] of contacts.entries())
      expect(order.get(id)?.map(({ fields }) => fields[0])).toEqual([String(n), String(n + 500)])
  })

  it("together by several steps is one entry for each partition, each contact's in the order of the steps", async () => {
    const contacts = ids(200)
    const steps = ["first", "second"]
    await inWorkspace((tx) =>
      recordTogether(tx, async () => {
        for (const step of steps)
          await record(
            tx,
            contacts.map((id) => changed(id, step)),
          )
      }),
    )
    const all = await entries()
    expect(new Set(all.map(({ partition }) => partition)).size).toBe(all.length)
    const order = Map.groupBy(
      all.flatMap(({ said }) => said),
      ({ contact_id }) => contact_id,
    )
    for (const id of contacts) expect(order.get(id)?.map(({ fields }) => fields[0])).toEqual(steps)
  })

  it("together by steps that fail is not recorded, and what comes after it is", async () => {
    const said = changed(crypto.randomUUID(), "phone")
    await inWorkspace(async (tx) => {
      const failing = recordTogether(tx, async () => {
        await record(tx, [changed(crypto.randomUUID())])
        throw new Error("not after all")
      })
      await expect(failing).rejects.toThrow("not after all")
      await record(tx, [said])
    })
    expect((await entries()).map((entry) => entry.said)).toEqual([[said]])
  })

  it("is all that a workspace may add to the log", async () => {
    const forged = { topic: "webhooks", partition: 0, bytes: 2, payload: Buffer.from("{}") }
    await expect(inWorkspace((tx) => tx.insertInto("log_entries").values(forged).execute())).rejects.toThrow(
      "row-level security",
    )
    expect(await entries()).toEqual([])
  })

  it("may be written by a workspace, and neither read nor deleted", async () => {
    await expect(inWorkspace((tx) => sql`SELECT FROM log_entries`.execute(tx))).rejects.toThrow("permission")
    await expect(inWorkspace((tx) => sql`DELETE FROM log_entries`.execute(tx))).rejects.toThrow("permission")
  })
})

describe("a consumer", () => {
  it("hears of a contact in the order of its changes, with many writers", async () => {
    const contactId = await inWorkspace(async (tx) => {
      const row = {
        workspace_id: platform.workspaceId,
        first_name: "0",
        created_at: new Date(),
        updated_at: new Date(),
      }
      return (
        await tx
          .insertInto("contacts")
          .values({ ...row, external_id: "counted" })
          .returning("id")
          .executeTakeFirstOrThrow()
      ).id
    })
    const heard: string[] = []
    const consumer = platform.log.consume(contactTopic, {
      apply: async (payloads) => {
        for (const payload of payloads)
          heard.push(...JSON.parse(payload).map((said: { fields: string[] }) => said.fields[0]))
      },
    })
    const count = () =>
      inWorkspace(async (tx) => {
        const { rows } = await sql<{ first_name: string }>`
          UPDATE contacts SET first_name = first_name::integer + 1 WHERE id = ${contactId} RETURNING first_name`.execute(
          tx,
        )
        await record(
          tx,
          rows.map(({ first_name }) => changed(contactId, first_name)),
        )
      })
    await Promise.all(Array.from({ length: 60 }, count))
    await vi.waitFor(() => expect(heard).toHaveLength(60), 20_000)
    await consumer.stop()
    expect(heard).toEqual(Array.from({ length: 60 }, (_, n) => String(n + 1)))
  })

  it("hears again of what it had not applied when it stopped", async () => {
    const said = changed(crypto.randomUUID())
    await inWorkspace((tx) => record(tx, [said]))
    const apply = vi.fn(async (_: readonly string[]) => Promise.reject(new Error("killed")))
    const dying = platform.log.consume(contactTopic, { apply })
    await vi.waitFor(() => expect(apply).toHaveBeenCalled(), 20_000)
    await dying.stop()
    const heard: string[] = []
    const next = platform.log.consume(contactTopic, {
      apply: async (payloads) => void heard.push(...payloads),
    })
    await vi.waitFor(() => expect(heard).toEqual([JSON.stringify([said])]), 20_000)
    await vi.waitFor(async () => expect(await entries()).toEqual([]), 20_000)
    await next.stop()
  })
})

describe("the sources of the server", () => {
  const source = join(import.meta.dirname, "..")
  const writes =
    /(insertInto|updateTable|deleteFrom)\("(contacts|subscriptions|inbound_messages)"|(INSERT INTO|UPDATE|DELETE FROM) (contacts|subscriptions|inbound_messages)\b/
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.includes("testing/"),
  )
  /** The parts of a merge, which `mergeContacts` records as a whole. */
  const parts = new Set(["conversations/move-conversations.ts", "subscriptions/move-subscriptions.ts"])
  /** What is deleted because it is old: nothing happened to the contact. */
  const forgets = new Set(["conversations/kept.ts"])
  const writing = files.filter(
    (name) => !parts.has(name) && !forgets.has(name) && writes.test(readFileSync(join(source, name), "utf8")),
  )

  it("write contacts, subscriptions and inbound messages in some files", () => {
    expect(writing.length).toBeGreaterThan(6)
  })

  it.each(writing)("record what they write of them (%s)", (name) => {
    expect(readFileSync(join(source, name), "utf8")).toMatch(/await record\(\s*tx,/)
  })
})
