import type { MessageContent } from "@parley/model"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { later, now, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import { sendSingle } from "./single.ts"
import { classes, standingSource } from "./sources.ts"

const minute = 60
const hour = 60 * minute
let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox()
})
afterAll(() => outbox.close())
beforeEach(() => outbox.clear())

const text: MessageContent = { kind: "free_form", message: { type: "text", text: { body: "Yes, plenty." } } }
const template = (): MessageContent => ({
  kind: "template",
  template_id: outbox.templateId,
  values: { body: { first_name: "Ana", city: "Lima" } },
})
const setCategory = (category: string) =>
  outbox.inWorkspace((tx) => tx.updateTable("templates").set({ category }).execute())

/** @returns the message as it waits, and its source */
async function send(content: MessageContent, sendAt?: Date) {
  const { id } = await outbox.inWorkspace((tx) =>
    sendSingle(tx, {
      kind: "api",
      workspaceId: outbox.platform.workspaceId,
      numberId: outbox.numberId,
      contactId: outbox.contactIds[0] ?? "",
      content,
      sendAt,
      now,
    }),
  )
  const row = await outbox.row(id)
  const source = await outbox.inWorkspace((tx) =>
    tx.selectFrom("sources").selectAll().where("id", "=", row.source_id).executeTakeFirstOrThrow(),
  )
  return { row, source }
}

describe("a message by itself", () => {
  it.each([
    ["AUTHENTICATION", classes.authentication, 10 * minute],
    ["UTILITY", classes.utility, 24 * hour],
    ["MARKETING", classes.marketing, 72 * hour],
  ])(
    "of a template of the category %s goes in its class, and expires",
    async (category, inClass, lifetime) => {
      await setCategory(category)
      const { row, source } = await send(template())
      expect(source).toMatchObject({ kind: "api", class: inClass, expires_at: null, ended_at: null })
      expect(row).toMatchObject({ send_after: now, expires_at: later(lifetime) })
    },
  )

  it("that is free-form goes first, and expires in a day", async () => {
    const { row, source } = await send(text)
    expect(source).toMatchObject({ class: classes.reply })
    expect(row).toMatchObject({ expires_at: later(24 * hour) })
  })

  it("that is to go later lives from then on", async () => {
    const { row } = await send(text, later(hour))
    expect(row).toMatchObject({ send_after: later(hour), expires_at: later(25 * hour) })
  })

  it("that was to go earlier goes now, and not before others that wait", async () => {
    const { row } = await send(text, later(-30 * 24 * hour))
    expect(row).toMatchObject({ send_after: now, expires_at: later(24 * hour) })
  })

  it("shares the source of its kind and class, and the content of those that say the same", async () => {
    const [one, same] = [await send(text), await send(text)]
    expect(same.row.source_id).toBe(one.row.source_id)
    expect(same.row.content_id).toBe(one.row.content_id)
    const other: MessageContent = { kind: "free_form", message: { type: "text", text: { body: "No." } } }
    expect((await send(other)).row.content_id).not.toBe(one.row.content_id)
  })
})

it("a standing source is made once, however many need it at once", async () => {
  const { workspaceId } = outbox.platform
  const wanted = {
    workspaceId,
    numberId: outbox.numberId,
    kind: "test",
    class: classes.utility,
    now,
  } as const
  const ids = await Promise.all(
    Array.from({ length: 8 }, () => outbox.inWorkspace((tx) => standingSource(tx, wanted))),
  )
  expect(new Set(ids).size).toBe(1)
})
