import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { type Account, Rehearsal, until, wamidOf } from "../testing/test-sandbox.ts"

let stage: Rehearsal
let account: Account

beforeAll(async () => {
  stage = await Rehearsal.start()
  account = await stage.quickstart()
})
beforeEach(async () => {
  await stage.quiet()
  stage.callback.heard.length = 0
})
afterAll(() => stage.end())

async function write(person: string, message: Record<string, unknown>): Promise<void> {
  await stage.control("POST", `people/${person}/messages`, { to: account.phone_number_id, ...message })
}

/** The messages that the app is told of once everything has arrived. */
async function told(): Promise<Record<string, unknown>[]> {
  await stage.quiet()
  return stage.callback.items("messages")
}

const text = { type: "text", text: { body: "Is it in stock?" } }

describe("what a person writes", () => {
  it("may be forwarded, or ask about a product", async () => {
    const product = { catalog_id: "77", product_retailer_id: "jar-1" }
    await write("4915100000001", { ...text, context: { forwarded: true } })
    await write("4915100000001", { ...text, context: { frequently_forwarded: true } })
    await write("4915100000001", { ...text, context: { referred_product: product } })
    // Webhooks are under way together, and come in any order.
    const from = account.display_phone_number.replace(/\D/g, "")
    const contexts = (await told()).map(({ context }) => context)
    expect(contexts).toHaveLength(3)
    expect(contexts).toEqual(
      expect.arrayContaining([
        { forwarded: true },
        { frequently_forwarded: true },
        { from, referred_product: product },
      ]),
    )
  })

  it("may come from an ad", async () => {
    const referral = {
      source_url: "https://fb.me/abc",
      source_id: "120210000000000",
      source_type: "ad",
      ctwa_clid: "ARA1",
    }
    await write("4915100000002", { ...text, referral })
    expect(await told()).toMatchObject([{ referral }])
  })

  it("may be a thing that Meta cannot pass on, and says why", async () => {
    await write("4915100000003", { type: "unsupported", unsupported: { type: "poll" } })
    expect(await told()).toMatchObject([
      { type: "unsupported", unsupported: { type: "poll" }, errors: [{ code: 131051 }] },
    ])
  })

  it("is of a type that is not known where nobody says of which", async () => {
    await write("4915100000003", { type: "unsupported" })
    expect(await told()).toMatchObject([
      { type: "unsupported", unsupported: { type: "unknown" }, errors: [{ code: 131051 }] },
    ])
  })

  it.each([
    ["in a group", { ...text, group_id: "Y2FwaV9ncm91cDox" }],
    ["as a system message", { type: "system", system: { body: "…", type: "other" } }],
    ["by opening the chat for the first time", { type: "request_welcome" }],
    ["as something unsupported", { type: "unsupported" }],
  ])("opens no service window when it comes %s", async (_how, message) => {
    const person = "4915100000004"
    await write(person, message)
    const [heard] = await told()
    expect(heard).toMatchObject(message)
    const answer = await stage.send(account, { to: person, type: "text", text: { body: "Yes" } })
    await stage.advance(60_000)
    await until(() => stage.callback.statusesOf(wamidOf(answer)).includes("failed"))
  })
})

describe("another identity key of a person", () => {
  it("is told to numbers that check it and know the person", async () => {
    const change = (identity_key_hash: string) =>
      stage.control("PUT", "people/4915100000005", { identity_key_hash })
    await write("4915100000005", text)
    await stage.quiet()
    await change("first")
    await stage.call(
      "POST",
      `/${account.phone_number_id}/settings`,
      { user_identity_change: { enable_identity_key_check: true } },
      account.access_token,
    )
    await change("first")
    await change("second")
    await stage.control("PUT", "people/4915100000006", { identity_key_hash: "of a stranger" })
    expect(await told()).toMatchObject([
      { type: "text" },
      { type: "system", from: "4915100000005", identity: { hash: "second", acknowledged: true } },
    ])
  })
})

describe("what the business writes with the app on its phone", () => {
  it("is echoed to the account's apps and in the chat, has no statuses and is in no ledger", async () => {
    const books = () => stage.control("GET", `numbers/${account.phone_number_id}/ledger`)
    const before = await books()
    const { id } = await stage.control("POST", `numbers/${account.phone_number_id}/app-messages`, {
      to: "+4915100000007",
      type: "text",
      text: { body: "We kept one for you" },
    })
    await stage.control("POST", "people/4915100000007/read", { phone_number_id: account.phone_number_id })
    await stage.advance(60_000)
    await stage.quiet()
    expect(stage.callback.heard).toMatchObject([
      {
        field: "smb_message_echoes",
        value: {
          metadata: { phone_number_id: account.phone_number_id },
          message_echoes: [
            {
              id,
              from: account.display_phone_number.replace(/\D/g, ""),
              to: "4915100000007",
              type: "text",
              text: { body: "We kept one for you" },
            },
          ],
        },
      },
    ])
    expect(await books()).toEqual(before)
    const chat = await stage.control("GET", `people/4915100000007/chats/${account.phone_number_id}`)
    expect(chat.data).toMatchObject([{ id, direction: "outbound", message: { type: "text" } }])
  })

  it("needs a person and what is said", async () => {
    const post = (body: object) =>
      stage.call("POST", `/_sandbox/numbers/${account.phone_number_id}/app-messages`, body)
    expect(await post({ to: "Mira", ...text })).toMatchObject({
      status: 400,
      body: { error: { field: "to" } },
    })
    expect(await post({ to: "4915100000007", type: "text" })).toMatchObject({
      status: 400,
      body: { error: { field: "text" } },
    })
  })
})
