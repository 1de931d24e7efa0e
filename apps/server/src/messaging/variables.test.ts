import { afterAll, beforeAll, expect, it } from "vitest"
import { type Server, startServer } from "../server.ts"
import { call } from "../testing/call.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let message: object
let preview: object

beforeAll(async () => {
  platform = await testPlatform({ environment: { ROLES: "api" } })
  const { db, clock, workspaceId } = platform
  const { numberId, templateId } = await seedNumber(platform)
  const { id } = await db.workspace(workspaceId, (tx) =>
    tx
      .insertInto("contacts")
      .values({
        workspace_id: workspaceId,
        phone: "+16505551234",
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  const content = {
    kind: "template",
    template_id: templateId,
    values: { body: { first_name: "{{ variables.a | size }}", city: "Lima" } },
  }
  message = { number_id: numberId, contact_id: id, content }
  preview = { contact_id: id, content }
  server = await startServer(platform)
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

const statusAndField = async (path: string, body: object) => {
  const answer = await call("POST", `${server.url}/v1/${path}`, body, {
    authorization: `Bearer ${platform.apiKey}`,
  })
  return [answer.status, answer.body.error?.field]
}

const large: [string, (characters: number) => object][] = [
  ["a long text", (characters) => ({ a: "x".repeat(characters) })],
  ["a long name", (characters) => ({ ["x".repeat(characters)]: 1 })],
  ["many values", (characters) => ({ a: Array.from({ length: characters / 3 }, () => ({})) })],
]

it.each(large)("a message and a preview take variables up to a bound: %s", async (_what, filled) => {
  for (const [path, body, status] of [
    ["messages", message, 202],
    ["messages/preview", preview, 200],
  ] as const) {
    expect(await statusAndField(path, { ...body, variables: filled(30_000) })).toEqual([status, undefined])
    expect(await statusAndField(path, { ...body, variables: filled(36_000) })).toEqual([422, "variables"])
  }
})
