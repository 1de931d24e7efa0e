/** Who may send a message to one contact, and who may not. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { seedNumber } from "../../testing/seed.ts"
import type { Browser } from "../../workspaces/testing/browser.ts"
import { startInstallation } from "../../workspaces/testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
let message: { number_id: string; contact_id: string; content: object }
beforeAll(async () => {
  installation = await startInstallation()
  owner = await installation.owner()
  const { numberId, templateId } = await seedNumber(installation.platform)
  const contact = await owner.ask("POST", "/v1/contacts", { phone: "+4915112345678" })
  const values = { body: { first_name: "Ana", city: "Lima" } }
  const content = { kind: "template", template_id: templateId, values }
  message = { number_id: numberId, contact_id: contact.body.id, content }
})
afterAll(() => installation.close())

const send = (browser: Browser) => browser.ask("POST", "/v1/messages", message)

it.each(["admin", "marketer", "agent"])(
  "a member who is %s sends a template to one contact",
  async (role) => {
    const { browser } = await installation.join(owner, `${role}@example.com`, role)
    expect((await send(browser)).status).toBe(202)
  },
)

it.each(["developer", "viewer"])("a member who is %s sends nothing, and is told who may", async (role) => {
  const { browser } = await installation.join(owner, `${role}@example.com`, role)
  expect(await send(browser)).toMatchObject({
    status: 403,
    body: {
      error: {
        code: "forbidden",
        permission: "messages:send",
        help: expect.stringContaining("owner, admin, marketer, agent"),
      },
    },
  })
})

it("an agent launches no campaign, and decides about no messages in doubt", async () => {
  const { browser } = await installation.join(owner, "gus@example.com", "agent")
  const decision = { number_id: message.number_id, decision: "send_again" }
  for (const [path, body] of [
    ["/v1/messages/decide", decision],
    ["/v1/campaigns/0199d1de-0000-7000-8000-000000000000/launches", {}],
  ] as const)
    expect(await browser.ask("POST", path, body)).toMatchObject({
      status: 403,
      body: { error: { permission: "campaigns:launch" } },
    })
})

it.each([
  ["messages:send", 202],
  ["campaigns:launch", 202],
  ["conversations:reply", 403],
])("an API key with %s gets %i", async (permission, status) => {
  const { body } = await owner.ask("POST", "/v1/api-keys", { name: permission, permissions: [permission] })
  expect((await send(installation.browse(body.secret))).status).toBe(status)
})
