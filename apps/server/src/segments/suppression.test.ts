import { afterAll, beforeAll, expect, it } from "vitest"
import { jsonText } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { suppresses } from "./suppression.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let [ana, ben]: string[] = []

beforeAll(async () => {
  platform = await testPlatform()
  const now = platform.clock.now()
  const { workspaceId: workspace_id } = platform
  await platform.db.workspace(workspace_id, async (tx) => {
    const of = { workspace_id, created_at: now, updated_at: now }
    const made = await tx
      .insertInto("contacts")
      .values([
        { ...of, first_name: "Ana" },
        { ...of, first_name: "Ben" },
      ])
      .returning("id")
      .execute()
    ;[ana, ben] = made.map(({ id }) => id)
    await tx
      .insertInto("segments")
      .values({
        ...of,
        name: "Complained",
        filter: jsonText({ on: "contact", field: "first_name", op: "equals", value: "Ana" }),
        is_suppression: true,
        allowed_tags: ["recall"],
      })
      .execute()
  })
})
afterAll(() => platform.close())

const asked = (tags: string[]) =>
  suppresses(
    platform,
    platform.workspaceId,
    [ana, ben].map((contactId) => ({ contactId: contactId ?? "", tags })),
  )

it("a member of a suppression list is suppressed, and nobody else", async () => {
  expect(await asked(["summer"])).toEqual([true, false])
})

it("what has a tag that the list allows goes to its members, too", async () => {
  expect(await asked(["summer", "recall"])).toEqual([false, false])
})
