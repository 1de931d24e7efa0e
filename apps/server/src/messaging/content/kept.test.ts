import type { MessageContent } from "@parley/model"
import { afterAll, beforeAll, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { later, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import { createContent } from "./contents.ts"
import { textsKept } from "./kept.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.platform.close())

const day = 24 * 3_600
const text = (body: string): MessageContent => ({
  kind: "free_form",
  message: { type: "text", text: { body } },
})

/** Somebody says that, some seconds later. @returns the content's id */
const say = async (body: string, seconds: number, isSingle = true) => {
  const { platform, inWorkspace, numberId } = outbox
  const said = {
    workspaceId: platform.workspaceId,
    numberId,
    content: text(body),
    now: later(seconds),
    isSingle,
  }
  return (await inWorkspace((tx) => createContent(tx, said))).id
}

const saidBy = async (id: string) => {
  const { rows } = await outbox.inWorkspace((tx) =>
    sql<{ said: string | null; kind: string }>`
      SELECT body ->> 'kind' AS kind, body #>> '{message,text,body}' AS said FROM contents WHERE id = ${id}`.execute(
      tx,
    ),
  )
  return rows[0]?.said ?? rows[0]?.kind
}

it("what single messages said is forgotten by when it was last said; what campaigns say, and what waits to be sent, is not", async () => {
  const once = await say("once", 0)
  const again = await say("again", 0)
  expect(await say("again", 20 * day)).toBe(again)
  const campaign = await say("campaign", 0)
  expect(await say("campaign", day, false)).toBe(campaign)
  const waiting = await say("waiting", 0)
  await outbox.queue(await outbox.source(), { contentId: waiting })

  const kept = textsKept(outbox.platform)
  const before = later(10 * day)
  const freed = await outbox.platform.db.system((tx) => kept.measure(tx, before))
  expect(freed.rows).toBe(2)
  expect(freed.bytes).toBeGreaterThan(0)
  expect(await kept.deleteSome({ after: null, before })).toBe(false)
  expect(await Promise.all([once, again, campaign, waiting].map(saidBy))).toEqual([
    "deleted",
    "again",
    "campaign",
    "waiting",
  ])
  // Said once more it is a content like any other.
  const anotherTime = await say("once", 21 * day)
  expect(anotherTime).not.toBe(once)
  expect(await saidBy(anotherTime)).toBe("once")
})
