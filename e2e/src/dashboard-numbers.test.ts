/** A number's life in the dashboard: added, proved, registered, renamed, moved, and what people see of it. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember } from "./browser/dashboard.ts"
import { picture } from "./browser/picture.ts"
import type { Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

let parley: Installation
let browser: Browser
let page: Page
/** The number that the stories are about. */
let number: { id: string; phone_number_id: string }

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  await connect("Lucky Shrub")
}, 240_000)

afterAll(async () => {
  await closePages()
  await parley?.stop()
})

const anything = z.unknown()
const numbers = z.object({
  data: z.array(z.object({ id: z.string(), phone_number_id: z.string(), registered: z.boolean() })),
})
const open = (path: string) => page.goto(`${parley.apiUrl}${path}`)
const atMeta = (path: string, change: object, method: "POST" | "PATCH" = "PATCH") =>
  parley.sandbox.send(method, `/_sandbox/${path}`, change, anything)

/** An account of its own, connected through the API. @returns its id */
async function connect(waba_name: string): Promise<string> {
  const app = await parley.sandbox.post(
    "/_sandbox/apps",
    { name: "Parley" },
    z.object({ app_id: z.string() }),
  )
  const { code } = await parley.sandbox.post(
    "/_sandbox/login",
    { app_id: app.app_id, business_name: "Lucky Shrub", waba_name },
    z.object({ code: z.string() }),
  )
  const connected = await parley.api.post(
    "/v1/connect/whatsapp",
    { code },
    z.object({ business_accounts: z.array(z.object({ id: z.string() })).min(1) }),
  )
  return connected.business_accounts.at(-1)?.id ?? ""
}

/** The last code that the number's SIM received, and how. */
async function lastCode(): Promise<{ code: string; method: string }> {
  const { data } = await parley.sandbox.get(
    `/_sandbox/numbers/${number.phone_number_id}/codes`,
    z.object({ data: z.array(z.object({ code: z.string(), method: z.string() })) }),
  )
  return data[0] ?? { code: "", method: "" }
}

async function type(code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Digit 1 of the code" }).focus()
  await page.keyboard.type(code)
}

describe("a second number", () => {
  it("is added where the account is, and what was typed survives a lost connection", async () => {
    await open("/connect/whatsapp")
    await page
      .getByRole("article", { name: "Lucky Shrub" })
      .getByRole("button", { name: "Add a number" })
      .click()
    await page.getByRole("button", { name: "Add number" }).click()
    await page.getByText("Enter the number").waitFor()
    await page.getByLabel("Phone number").fill("+1 650 555-0199")
    await page.context().setOffline(true)
    await page.getByRole("button", { name: "Add number" }).click()
    await page.getByText("Nothing was lost. Check your connection and try again.").waitFor()
    await page.context().setOffline(false)
    await page.getByRole("button", { name: "Add number" }).click()
    await page.getByRole("heading", { name: "Verify the number" }).waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    const { data } = await parley.api.get("/v1/numbers", numbers)
    const added = data.find(({ registered }) => !registered)
    if (added === undefined) throw new Error("The number was not added.")
    number = added
  })

  it("is called with its code, survives a reload half-way, and refuses a wrong one", async () => {
    await page.getByText("Phone call", { exact: true }).click()
    await page.getByRole("button", { name: "Send code" }).click()
    await page.getByText("Code sent by phone call.").waitFor()
    const { code, method } = await lastCode()
    expect(method).toBe("VOICE")
    await page.reload()
    await type(code === "000000" ? "111111" : "000000")
    await page.getByRole("alert").getByText("Code couldn't be verified.").waitFor()
  })

  it("is told to wait after too many wrong codes", async () => {
    const { code } = await lastCode()
    for (let guess = 0; guess < 4; guess++) {
      await type(code === "000000" ? "111111" : "000000")
      await page.getByRole("textbox", { name: "Digit 1 of the code" }).and(page.locator(":enabled")).waitFor()
    }
    await page.getByRole("button", { name: "Send code" }).click()
    await page.getByText(/Try again in \d+ minutes/).waitFor()
    await atMeta("clock", { advance_ms: 12 * 60 * 60 * 1000 }, "POST")
  })

  it("is verified by its code and put into service, with a PIN that Parley keeps", async () => {
    await page.getByRole("button", { name: "Send code" }).click()
    await page.getByText("Code sent by text message.").waitFor()
    await type((await lastCode()).code)
    await page.getByText("Sending and receiving.").waitFor()
    await page.getByRole("heading", { name: "Verify the number" }).waitFor({ state: "detached" })
    const pin = page.getByRole("region", { name: "Two-step PIN" })
    await pin.getByRole("button", { name: "Show PIN" }).click()
    await pin.getByText(/^The PIN is/).waitFor()
    await expect.poll(() => pin.locator("code").textContent()).toMatch(/^\d{6}$/)
  })
})

describe("what a number is called", () => {
  const name = () => page.getByRole("region", { name: "Display name" })

  async function askFor(display_name: string) {
    await name().getByRole("button", { name: "Change…" }).click()
    await page.getByLabel("New display name").fill(display_name)
    await page.getByRole("button", { name: "Request change" }).click()
    await name().getByText(`“${display_name}” is in review at Meta.`).waitFor()
  }
  const decide = (decision: string) =>
    atMeta(`numbers/${number.phone_number_id}/name-review`, { decision }, "POST")

  it("stays when Meta declines another name", async () => {
    await askFor("Lucky Garden")
    await decide("REJECTED")
    await name().getByText("Meta declined “Lucky Garden”.").waitFor()
  })

  it("changes when Meta approves, and the number is registered again", async () => {
    await askFor("Lucky Grove")
    expect.soft(await seriousFindings(page)).toEqual([])
    await decide("APPROVED")
    await name().getByText("Meta approved “Lucky Grove”.").waitFor()
    await page.getByRole("button", { name: "Register again" }).click()
    await name().getByText("Lucky Grove (approved)").waitFor()
  })

  it("is not written over when someone else was quicker", async () => {
    await name().getByRole("button", { name: "Change…" }).click()
    await page.getByLabel("New display name").fill("Lucky Orchard")
    await parley.api.post(`/v1/numbers/${number.id}/display-name`, { display_name: "Lucky Fern" }, anything)
    await page.getByRole("button", { name: "Request change" }).click()
    await page.getByText("Someone else changed the display name in the meantime.").waitFor()
    await page.getByRole("button", { name: "Cancel" }).click()
    await name().getByText("“Lucky Fern” is in review at Meta.").waitFor()
  })
})

describe("what people see of a number", () => {
  it("is changed within Meta's limits", async () => {
    await page.getByLabel("About").fill("Fresh herbs, daily")
    await page.getByLabel("Website", { exact: true }).fill("shrub")
    await page.getByRole("button", { name: "Save profile" }).click()
    await page.getByText("Enter an address that starts with https:// or http://").waitFor()
    await page.getByLabel("Website", { exact: true }).fill("https://shrub.example")
    await page.getByRole("button", { name: "Save profile" }).click()
    await page.getByText("Profile saved.").waitFor()
    await page.reload()
    await expect.poll(() => page.getByLabel("About").inputValue()).toBe("Fresh herbs, daily")
  })

  it("is not written over when someone else was quicker, and shows what it is now", async () => {
    await page.getByLabel("Description").fill("Herbs for everyone")
    const path = `/v1/numbers/${number.id}/profile`
    await parley.api.send("PATCH", path, { about: "Fresh herbs, hourly" }, anything)
    await page.getByRole("button", { name: "Save profile" }).click()
    await page.getByText("Someone else changed the business profile in the meantime.").waitFor()
    await page.getByRole("button", { name: "Reload", exact: true }).click()
    await expect.poll(() => page.getByLabel("About").inputValue()).toBe("Fresh herbs, hourly")
    await page.getByLabel("Description").fill("Herbs for everyone")
    await page.getByRole("button", { name: "Save profile" }).click()
    await expect
      .poll(() => parley.api.get(path, z.object({ description: z.string().nullable() })))
      .toEqual({ description: "Herbs for everyone" })
  })

  it.each([
    ["no picture", Buffer.from("no picture"), "This file cannot be read as a picture."],
    ["a picture that is not square", picture(640, 480), "The picture is 640 by 480 pixels, not square."],
    ["a picture that is too small", picture(100, 100), "The picture is 100 pixels wide."],
  ])("refuses %s before it leaves the browser", async (_what, buffer, words) => {
    const asked: string[] = []
    page.on("request", (request) => asked.push(request.method()))
    await page.locator("input[type=file]").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer })
    await page.getByText(words).waitFor()
    expect(asked).not.toContain("PUT")
  })

  it("takes a picture that is right", async () => {
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: picture(640, 640) })
    await page.getByText("Picture updated.").waitFor()
    await page.getByRole("button", { name: "Change picture" }).waitFor()
  })
})

describe("the group of a number", () => {
  it("is not renamed over someone else's new name, in another browser", async () => {
    const { data } = await parley.api.get(
      "/v1/subscription-groups",
      z.object({ data: z.array(z.object({ id: z.string(), number_id: z.string() })) }),
    )
    const path = `/subscription-groups/${data.find(({ number_id }) => number_id === number.id)?.id}`
    const context = await browser.newContext({ storageState: await page.context().storageState() })
    const other = await context.newPage()
    for (const [member, name] of [
      [page, "Garden news"],
      [other, "Grove news"],
    ] as const) {
      await member.goto(`${parley.apiUrl}${path}`)
      await member.getByRole("button", { name: "Rename" }).click()
      await member.getByRole("textbox", { name: "Name" }).fill(name)
    }
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByRole("heading", { name: "Garden news" }).waitFor()
    await other.getByRole("button", { name: "Save" }).click()
    await other.getByText("Someone else changed the subscription group in the meantime.").waitFor()
    await context.close()
    await open(`/connect/whatsapp/numbers/${number.id}`)
  })
})

describe("a number's keeping", () => {
  it("sets another PIN without knowing the one before", async () => {
    const pin = page.getByRole("region", { name: "Two-step PIN" })
    await pin.getByRole("button", { name: "Change PIN…" }).click()
    await page.getByLabel("New PIN").fill("902481")
    await page.getByRole("button", { name: "Save PIN" }).click()
    await page.getByText("PIN saved.").waitFor()
    await pin.getByRole("button", { name: "Show PIN" }).click()
    await pin.getByText("902481").waitFor()
  })

  it("moves it to another account, once two-step verification is off", async () => {
    await connect("Wild Fig")
    await page.reload()
    const move = page.getByRole("region", { name: "Move to another account" })
    const choose = async () => {
      await move.getByRole("combobox", { name: "Business account" }).click()
      await page.getByRole("option", { name: "Wild Fig" }).click()
      await move.getByRole("button", { name: "Move number" }).click()
    }
    await choose()
    await move.getByRole("alert").waitFor()
    await atMeta(`numbers/${number.phone_number_id}`, { two_step: "off" })
    await move.getByRole("button", { name: "Move number" }).click()
    await page.getByRole("heading", { name: "Verify the number" }).waitFor()
    await page.getByText("· Wild Fig").waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
  })
})
