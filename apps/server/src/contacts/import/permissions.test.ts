import { afterAll, beforeAll, expect, it } from "vitest"
import { generateApiKey, storeApiKey } from "../../workspaces/index.ts"
import { startContacts } from "../testing/installation.ts"

let api: Awaited<ReturnType<typeof startContacts>>
const writer = generateApiKey()
beforeAll(async () => {
  api = await startContacts({ worker: false })
  const { workspaceId, clock, db } = api.platform
  await db.system((tx) =>
    storeApiKey(tx, {
      workspaceId,
      name: "Writer",
      secret: writer,
      permissions: ["contacts:read", "contacts:write"],
      now: clock.now(),
    }),
  )
})
afterAll(() => api.close())

const newImport = { file_name: "people.csv" }
const everyone = () => ({ subscription_group_id: api.groupId, consent: "everyone", consent_source: "a form" })

it("a key that may write contacts imports them, and subscribes nobody by that", async () => {
  const made = await api.ask("POST", "imports", { ...newImport, starts_itself: false }, writer)
  expect(made.status).toBe(201)
  for (const [path, body] of [
    ["imports", { ...newImport, ...everyone() }],
    ["imports", { ...newImport, subscription_group_id: api.groupId }],
    [`imports/${made.body.id}/start`, everyone()],
  ] as const)
    expect(await api.ask("POST", path, body, writer)).toMatchObject({
      status: 403,
      body: { error: { permission: "subscriptions:write" } },
    })
  const nobody = { ...newImport, subscription_group_id: api.groupId, consent: "none" }
  expect((await api.ask("POST", "imports", nobody, writer)).status).toBe(201)
})
