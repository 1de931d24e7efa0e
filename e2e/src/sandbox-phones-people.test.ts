/** How people come to businesses, who they are, and how they leave: on their phones, and at the business's callback. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PhoneStage } from "./browser/phone-stage.ts"

let stage: PhoneStage

beforeAll(async () => {
  stage = await PhoneStage.start()
})

afterAll(async () => {
  await stage?.end()
})

describe("a person", () => {
  it("comes through an ad, and the first message says which", async () => {
    const { page, phone } = await stage.takePhone("4915100000101")
    await phone.getByRole("button", { name: "New chat" }).first().click()
    await page.getByRole("tab", { name: "From an ad" }).click()
    await page.getByLabel("Its id").fill("120210000000077")
    await page.getByLabel("Headline").fill("Summer sale")
    await page.getByRole("button", { name: "Click the ad" }).click()
    await phone.getByText("From the ad: Summer sale").waitFor()
    await phone.getByRole("button", { name: "Send", exact: true }).click()
    const first = await stage.heard("text")
    expect(first).toMatchObject({
      from: "4915100000101",
      text: { body: "Hello! Can I get more info on this?" },
      referral: {
        source_type: "ad",
        source_id: "120210000000077",
        headline: "Summer sale",
        ctwa_clid: expect.stringMatching(/^ARA/),
      },
    })
    await phone.getByLabel("Message", { exact: true }).fill("And this?")
    await phone.getByLabel("Message", { exact: true }).press("Enter")
    expect(await stage.heard("text", 1)).not.toHaveProperty("referral")
    const answer = await stage.send("4915100000101", { type: "text", text: { body: "Gladly" } })
    expect(answer.status).toBe(200)
    await stage.rehearsal.quiet()
    const sent = stage.rehearsal.callback.items("statuses").find(({ status }) => status === "sent")
    expect(sent).toMatchObject({ pricing: { type: "free_entry_point", billable: false } })
    await page.close()
  })

  it("scans a code and finds the words already written", async () => {
    await stage.graph("POST", `${stage.account.phone_number_id}/message_qrdls`, {
      prefilled_message: "I am in front of your shop",
      generate_qr_image: "SVG",
    })
    const { page, phone } = await stage.takePhone("4915100000102")
    await phone.getByRole("button", { name: "New chat" }).first().click()
    await page.getByRole("tab", { name: "QR code" }).click()
    await page.getByRole("button", { name: /I am in front of your shop/ }).click()
    const line = phone.getByLabel("Message", { exact: true })
    await line.waitFor()
    await expect.poll(() => line.inputValue()).toBe("I am in front of your shop")
    await page.close()
  })

  it("hides the number behind a username: businesses hear a business-scoped user id only", async () => {
    const { page, phone } = await stage.openChat("4915100000103")
    await phone.getByRole("button", { name: "Back to the chats" }).click()
    await phone.getByRole("button", { name: "About this phone" }).click()
    await page.getByRole("menuitem", { name: "Profile and number" }).click()
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Ana Ruiz")
    await page.getByRole("switch", { name: "Hide my phone number" }).click()
    await page.getByText("A hidden number needs a username.").waitFor()
    await page.getByRole("textbox", { name: "Username" }).fill("ana.ruiz")
    await page.getByRole("button", { name: "Save" }).click()
    const renamed = page.getByRole("region", { name: "Phone of Ana Ruiz" })
    await renamed.getByText("@ana.ruiz").waitFor()
    await renamed.getByRole("button", { name: /Lucky Shrub/ }).click()
    await renamed.getByLabel("Message", { exact: true }).fill("Guess who")
    await renamed.getByLabel("Message", { exact: true }).press("Enter")
    await page.getByRole("log").getByText("Guess who").waitFor()
    const heard = await stage.heard("text", 2)
    expect(heard).toMatchObject({
      text: { body: "Guess who" },
      from_user_id: expect.stringMatching(/^DE\.\d+$/),
    })
    expect(heard).not.toHaveProperty("from")
    await page.close()
  })

  it("takes the chats along to a new number, and the businesses hear of it", async () => {
    const { page, phone } = await stage.openChat("4915100000104")
    await phone.getByRole("button", { name: "Back to the chats" }).click()
    await phone.getByRole("button", { name: "About this phone" }).click()
    await page.getByRole("menuitem", { name: "Profile and number" }).click()
    await page.getByLabel("New phone number").fill("+49 151 00000105")
    await page.getByRole("button", { name: "Change" }).click()
    await phone.getByText("+4915100000105").waitFor()
    expect(await stage.heard("system")).toMatchObject({
      from: "4915100000104",
      system: { type: "user_changed_number", wa_id: "4915100000105" },
    })
    await phone.getByRole("button", { name: /Lucky Shrub/ }).click()
    await phone.getByRole("log").getByText("Welcome and congratulations").waitFor()
    await page.close()
  })

  it("reports and blocks a business, which hears nothing more", async () => {
    const { page, phone } = await stage.openChat("4915100000106")
    await phone.getByRole("button", { name: "About this business" }).click()
    await page.getByRole("menuitem", { name: "Report" }).click()
    await page.getByRole("button", { name: "Report and block" }).click()
    await phone.getByText("You have blocked this business.").waitFor()
    const templates = await stage.graph(
      "GET",
      `${stage.account.waba_id}/message_templates?fields=quality_score`,
    )
    expect(templates).toMatchObject({ data: [{ quality_score: { score: "YELLOW" } }] })
    await phone.getByRole("button", { name: "About this business" }).click()
    await page.getByRole("menuitem", { name: "Unblock" }).click()
    await phone.getByLabel("Message", { exact: true }).waitFor()
    await page.close()
  })

  it("stays quick with many messages: the newest are shown, and earlier ones on demand", async () => {
    const to = stage.account.phone_number_id
    for (let i = 0; i < 400; i += 50) {
      await Promise.all(
        Array.from({ length: 50 }, (_, j) =>
          stage.rehearsal.control("POST", "people/4915100000107/messages", {
            to,
            type: "text",
            text: { body: `Number ${i + j}` },
            sent_at: new Date(1_770_000_000_000 + (i + j) * 1_000).toISOString(),
          }),
        ),
      )
    }
    const { page, phone } = await stage.takePhone("4915100000107")
    await phone.getByRole("button", { name: /Lucky Shrub/ }).click()
    const chat = phone.getByRole("log")
    await chat.getByText("Number 399", { exact: true }).waitFor()
    await expect.poll(() => chat.getByText("Number 339", { exact: true }).count()).toBe(0)
    await chat.getByRole("button", { name: "Earlier messages" }).click()
    await chat.getByText("Number 339", { exact: true }).waitFor()
    await page.close()
  })
})
