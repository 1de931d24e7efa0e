import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Account, Rehearsal, until, wamidOf } from "../../testing/test-sandbox.ts"

const hourMs = 3_600_000

describe("the 24-hour window", () => {
  let stage: Rehearsal
  let account: Account
  beforeAll(async () => {
    stage = await Rehearsal.start()
    account = await stage.quickstart()
    await stage.control("PATCH", "settings", { limits: { throughput: false, pair: false } })
  })
  afterAll(() => stage.end())

  const send = (message: Record<string, unknown>) => stage.send(account, message)
  const failure = async (wamid: string) => {
    await until(() => stage.callback.statusesOf(wamid).includes("failed"))
    return stage.callback.items("statuses").find(({ id, status }) => id === wamid && status === "failed")
  }

  it("accepts free text to someone who never wrote, and fails it afterwards with 131047", async () => {
    const wamid = wamidOf(await send({ to: "4915100000099", type: "text", text: { body: "Hi" } }))
    await stage.advance(10_000)
    const status = await failure(wamid)
    expect(status).toMatchObject({
      errors: [{ code: 131047, title: "Re-engagement message" }],
      recipient_id: "4915100000099",
    })
    expect(status).not.toHaveProperty("pricing")
    expect(status).not.toHaveProperty("recipient_user_id")
  })

  it("closes 24 hours after the last message and opens with the next", async () => {
    const person = "4915100000077"
    const write = () =>
      stage.control("POST", `people/${person}/messages`, {
        to: account.phone_number_id,
        type: "text",
        text: { body: "Hi" },
      })
    const free = async () => {
      const wamid = wamidOf(await send({ to: person, type: "text", text: { body: "Hello" } }))
      await stage.advance(60_000)
      await until(() => stage.callback.statusesOf(wamid).length > 0)
      return stage.callback.statusesOf(wamid).includes("failed") ? "failed" : "sent"
    }
    await write()
    await stage.advance(24 * hourMs - 120_000)
    expect(await free()).toBe("sent")
    await stage.advance(60_000)
    expect(await free()).toBe("failed")
    await write()
    expect(await free()).toBe("sent")
  })

  it("is not opened again by a message that was written long ago", async () => {
    await stage.control("POST", "people/4915100000078/messages", {
      to: account.phone_number_id,
      type: "text",
      text: { body: "late" },
      sent_at: "2020-01-01T00:00:00Z",
    })
    const wamid = wamidOf(await send({ to: "4915100000078", type: "text", text: { body: "Hi" } }))
    await stage.advance(10_000)
    expect(await failure(wamid)).toMatchObject({ errors: [{ code: 131047 }] })
  })

  it("fails what people or Meta turn down, by behaviour", async () => {
    await stage.control("PUT", "people/4915100000055", { behaviour: { unreachable_share: 1 } })
    const wamid = await stage.greet(account, "4915100000055")
    await stage.advance(10_000)
    await until(() => stage.callback.statusesOf(wamid).includes("failed"))
    expect(stage.callback.statusesOf(wamid)).toEqual(["failed"])
  })
})
