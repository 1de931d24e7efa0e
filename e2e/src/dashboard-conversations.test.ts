/** A person writes on their phone, and is answered on their page: as long as that may be done freely, and with a template after. */
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, pushedSideways, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember, signOut } from "./browser/dashboard.ts"
import { openAsInvited } from "./browser/members.ts"
import { samplePicture } from "./browser/phone-stage.ts"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

const anything = z.unknown()
const withId = z.object({ id: z.string() })
const minuteMs = 60_000
const hourMs = 60 * minuteMs

let parley: Installation
let browser: Browser
let page: Page
let number: ConnectedNumber
let people = 0

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  const population = {
    sent_ms: [0, 0],
    delivered_ms: [0, 0],
    delivered_share: 1,
    read_share: 0,
    reply_share: 0,
  }
  await parley.sandbox.send("PATCH", "/_sandbox/settings", { population, limits: { pair: false } }, anything)
  number = await parley.connectNumber()
  await parley.approveTemplate(number.accountId)
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})

/** A person with a phone, who has not written yet. */
function newPerson(): string {
  return `4915112${String(++people).padStart(6, "0")}`
}

/** They write to the number. @returns WhatsApp's id of it */
async function write(waId: string, message: object): Promise<string> {
  const said = { to: number.phoneNumberId, ...message }
  return (await parley.sandbox.post(`/_sandbox/people/${waId}/messages`, said, withId)).id
}
const text = (body: string) => ({ type: "text", text: { body } })

/** They open the chat: what was sent to them has been read. */
const readOnPhone = (waId: string) =>
  parley.sandbox.post(`/_sandbox/people/${waId}/read`, { phone_number_id: number.phoneNumberId }, anything)

const found = z.object({ data: z.array(withId) })
async function contactOf(waId: string, at: Installation = parley): Promise<string> {
  const list = () => at.api.get(`/v1/contacts?phone=${encodeURIComponent(`+${waId}`)}`, found)
  await expect.poll(async () => (await list()).data.length).toBe(1)
  return (await list()).data[0]?.id ?? ""
}

const thread = (on = page) => on.getByRole("log", { name: "Messages" })
const bubble = (words: string | RegExp, on = page) =>
  thread(on).getByRole("article").filter({ hasText: words })
const answer = (on = page) => on.getByRole("textbox", { name: "Answer" })
const button = (name: string, on = page) => on.getByRole("button", { name, exact: true })

async function openThread(waId: string, on = page): Promise<void> {
  await on.goto(`${parley.apiUrl}/contacts/${await contactOf(waId)}`)
  await thread(on).waitFor()
}

/** What the phone shows that the business wrote. */
const chat = z.object({ data: z.array(z.object({ message: z.looseObject({ type: z.string() }) })) })
async function receivedTexts(waId: string): Promise<string[]> {
  const { data } = await parley.sandbox.get(`/_sandbox/people/${waId}/chats/${number.phoneNumberId}`, chat)
  const body = z.looseObject({ text: z.object({ body: z.string() }) })
  return data.flatMap(({ message }) => {
    const read = body.safeParse(message)
    return read.success ? [read.data.text.body] : []
  })
}

/** Moves the sandbox's clock ahead, and waits until the server has followed. */
async function advance(advance_ms: number): Promise<void> {
  const { now } = await parley.sandbox.post(
    "/_sandbox/clock",
    { advance_ms },
    z.object({ now: z.coerce.date() }),
  )
  const health = z.object({ time: z.coerce.date() })
  await expect
    .poll(async () => (await parley.api.get("/health", health)).time.getTime())
    .toBeGreaterThan(now.getTime() - minuteMs)
}

describe("a person who writes first", () => {
  const ana = newPerson()

  it("is on the list at once, with what they wrote on their page", async () => {
    await page.goto(`${parley.apiUrl}/contacts`)
    await page.getByRole("heading", { name: "No contacts yet" }).waitFor()
    await write(ana, text("Do you have decaf?"))
    await page.getByRole("table", { name: "Contacts" }).getByRole("link").first().click()
    await bubble("Do you have decaf?").waitFor()
    await page.getByText(/^Open for 23 h 5\d min$/).waitFor()
    await page.getByText("Today").first().waitFor()
    await page
      .getByText(/^Can get replies and utility templates until .+\. No marketing: not subscribed\.$/)
      .waitFor()
  })

  it("shows up while the page is open, and so does that the window is longer open", async () => {
    await advance(2 * hourMs)
    await write(ana, text("And oat milk?"))
    await bubble("And oat milk?").waitFor()
    await page.getByText(/^Open for 23 h 5\d min$/).waitFor()
  })

  it("is answered with Enter, and the ticks go on to read by themselves", async () => {
    await answer().fill("Yes, both.")
    await answer().press("Shift+Enter")
    await answer().pressSequentially("Until six.")
    await answer().press("Enter")
    const ours = bubble("Until six.")
    await ours.getByRole("img", { name: "Delivered" }).waitFor()
    await expect.poll(() => answer().inputValue()).toBe("")
    expect(await receivedTexts(ana)).toContain("Yes, both.\nUntil six.")
    await readOnPhone(ana)
    await ours.getByRole("img", { name: "Read" }).waitFor()
  })

  it("gets an answer once, however often it is sent, and one that failed is kept", async () => {
    const path = "**/v1/conversations/*/replies"
    await page.route(path, (route) => route.abort())
    await answer().fill("Come by!")
    await button("Send").click()
    await page.getByText("The server cannot be reached.").first().waitFor()
    expect(await answer().inputValue()).toBe("Come by!")
    await page.reload()
    await thread().waitFor()
    expect(await answer().inputValue()).toBe("Come by!")
    await page.unroute(path)
    await button("Send").dblclick()
    await bubble("Come by!").getByRole("img", { name: "Delivered" }).waitFor()
    expect((await receivedTexts(ana)).filter((one) => one === "Come by!")).toHaveLength(1)
  })

  it("is told why an answer failed", async () => {
    const { id } = await parley.sandbox.post("/_sandbox/failures", { kind: "error", code: 131026 }, withId)
    await answer().fill("Are you there?")
    await answer().press("Enter")
    const failed = thread().getByRole("listitem").filter({ hasText: "Are you there?" })
    await failed.getByText("Failed", { exact: true }).waitFor()
    await failed.getByText(/Message undeliverable.*Check the number/).waitFor()
    await page.reload()
    await page
      .getByRole("region", { name: "Delivery problems" })
      .getByText(/code 131026/)
      .waitFor()
    await parley.sandbox.send("DELETE", `/_sandbox/failures/${id}`, undefined, anything)
  })

  it("is read and answered by everyone, in the light and the dark, on a phone too", async () => {
    expect(await seriousFindings(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 800 })
    expect(await seriousFindings(page)).toEqual([])
    expect([await overflow(page), await pushedSideways(page)]).toEqual([0, []])
    await page.emulateMedia({ colorScheme: "dark" })
    expect(await seriousFindings(page, ["color-contrast"])).toEqual([])
    await page.emulateMedia({ colorScheme: "light" })
    await page.setViewportSize({ width: 1280, height: 800 })
  })
})

describe("what people send", () => {
  const ben = newPerson()

  it("is shown as what it is", async () => {
    const first = await write(ben, text("Look at this"))
    await openThread(ben)
    await write(ben, {
      type: "image",
      image: { data: samplePicture.toString("base64"), mime_type: "image/png", caption: "My mug" },
    })
    const picture = bubble("My mug").getByRole("img", { name: "Picture" })
    await expect.poll(() => picture.evaluate((shown) => shown.naturalWidth)).toBe(8)
    await write(ben, {
      type: "location",
      location: { latitude: 52.52, longitude: 13.405, name: "Corner café", address: "Main street 1" },
    })
    await bubble("Corner café").getByRole("link", { name: "Open the map" }).waitFor()
    await write(ben, { type: "reaction", reaction: { message_id: first, emoji: "🎉" } })
    await thread().getByRole("img", { name: "Reaction 🎉" }).waitFor()
    await write(ben, { ...text("What do you think?"), context: { id: first } })
    await bubble("What do you think?").getByText("Look at this").waitFor()
  })

  it("and what the business wrote on its own phone stands on its side", async () => {
    const said = { to: ben, ...text("Lovely!") }
    await parley.sandbox.post(`/_sandbox/numbers/${number.phoneNumberId}/app-messages`, said, anything)
    await bubble("Lovely!").getByText("WhatsApp Business app").waitFor()
  })

  it("harms nothing, whatever it is", async () => {
    await write(
      ben,
      text(`<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`),
    )
    await bubble("<script>").waitFor()
    await write(ben, text("\u202eesrever \u200f\u200fشكرا جزيلا"))
    await write(ben, text("\u200b\u200d\u2060"))
    await bubble("Nothing but invisible characters.").waitFor()
    await write(ben, text("a".repeat(4_096)))
    await bubble(/^a{900}/)
      .getByRole("button", { name: "Read more" })
      .click()
    await bubble(/a{4096}/).waitFor()
    expect(await page.title()).not.toBe("taken")
    expect([await overflow(page), await pushedSideways(page)]).toEqual([0, []])
    await page.setViewportSize({ width: 390, height: 800 })
    await expect.poll(() => overflow(page)).toBe(0) // the menu takes a moment to slide away
    expect(await pushedSideways(page)).toEqual([])
    expect(await seriousFindings(page)).toEqual([])
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it("may be more than a page, and is read back to its beginning", async () => {
    const cy = newPerson()
    const words = Array.from({ length: 120 }, (_, index) => `Message ${String(index + 1).padStart(3, "0")}`)
    const body = z.object({ content: z.object({ body: z.string() }) })
    const lastTen = async (): Promise<string[]> => {
      const path = `/v1/contacts/${await contactOf(cy)}/threads/${number.numberId}?limit=10`
      const { data } = await parley.api.get(path, z.object({ data: z.array(body) }))
      return data.map(({ content }) => content.body).toSorted()
    }
    // WhatsApp tells whole seconds, and of those in one second each in a request of its own, which may overtake another.
    const tens = Array.from({ length: 12 }, (_, index) => words.slice(index * 10, index * 10 + 10))
    for (const ten of tens) {
      await advance(minuteMs)
      for (const word of ten) await write(cy, text(word))
      await expect.poll(lastTen).toEqual(ten)
    }
    await openThread(cy)
    await bubble("Message 120").waitFor()
    const count = () => thread().getByRole("article").count()
    expect(await count()).toBe(50)
    await button("Show older messages").click()
    await expect.poll(count).toBe(100)
    await button("Show older messages").dblclick()
    await expect.poll(count).toBe(120)
    await button("Show older messages").waitFor({ state: "detached" })
    // What comes now is put to what was read.
    await write(cy, text("Message 121"))
    await bubble("Message 121").waitFor()
    expect(await count()).toBe(121)
    const shown = (await thread().getByRole("article").allTextContents()).map((text) => text.slice(0, 11))
    expect(tens.flatMap((_, index) => shown.slice(index * 10, index * 10 + 10).toSorted())).toEqual(words)
    expect(shown.slice(words.length)).toEqual(["Message 121"])
  })
})

describe("the roles", () => {
  const dora = newPerson()
  const person = (name: string) => ({
    name,
    email: `${name.toLowerCase()}@example.com`,
    password: "correct horse battery",
  })

  it("an agent answers and may send a template, a viewer reads, and the server agrees", async () => {
    await write(dora, text("Hello?"))
    const agent = await openAsInvited(browser, parley, person("Gus"), "agent")
    await openThread(dora, agent.page)
    await answer(agent.page).fill("Hello, Dora.")
    await button("Send", agent.page).click()
    await bubble("Hello, Dora.", agent.page).waitFor()
    await button("Send a template", agent.page).waitFor()

    const viewer = await openAsInvited(browser, parley, person("Vic"), "viewer")
    await openThread(dora, viewer.page)
    await bubble("Hello, Dora.", viewer.page).waitFor()
    await viewer.page.getByText("You can read this conversation.").waitFor()
    expect(await answer(viewer.page).count()).toBe(0)
    expect(await button("Send a template", viewer.page).count()).toBe(0)
    expect(await viewer.page.getByRole("switch").count()).toBe(0)
    for (const { context } of [agent, viewer]) await context.close()
  })
})

describe("when the window has closed", () => {
  const eva = newPerson()

  it("a template is what can be sent, to those who subscribed", async () => {
    await write(eva, text("Do you ship?"))
    await openThread(eva)
    await answer().fill("We do")
    await advance(24 * hourMs)
    await page.getByText(/^Window closed/).waitFor({ timeout: 40_000 }) // the page is told the time now and then
    expect(await answer().count()).toBe(0)
    await button("Send a template").click()
    const dialog = page.getByRole("dialog")
    await dialog.getByRole("combobox", { name: "Template" }).fill("summer")
    await page.getByRole("option", { name: /summer_sale/ }).click()
    await dialog.getByText("Not reachable with this template").waitFor()
    expect(await dialog.getByRole("button", { name: "Send", exact: true }).isDisabled()).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole("button", { name: "Cancel" }).click()
    await dialog.waitFor({ state: "detached" })
  })

  it("their consent is recorded with its source and who recorded it", async () => {
    await page.getByRole("switch", { name: "Subscribed to Lucky Shrub" }).click()
    await page.getByRole("textbox", { name: "Source" }).fill("Phone call")
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click()
    await page.getByRole("switch", { name: "Subscribed to Lucky Shrub", checked: true }).waitFor()
    const record = page
      .getByRole("table", { name: "Consent records" })
      .getByRole("row", { name: /Phone call/ })
    await record.getByText("Ana Almeida").waitFor()
    await page.getByText("Reachable", { exact: true }).waitFor()
  })

  it("the template is filled in, sent once, and stands in the thread as it looked", async () => {
    await button("Send a template").click()
    const dialog = page.getByRole("dialog")
    await dialog.getByRole("combobox", { name: "Template" }).fill("summer")
    await page.getByRole("option", { name: /summer_sale/ }).click()
    await dialog.getByText("Reachable with this template.", { exact: true }).waitFor()
    await dialog.getByRole("textbox", { name: "Body {{city}}" }).fill("Cusco")
    await dialog.getByRole("img", { name: /our summer sale in Cusco starts today/ }).waitFor()
    await dialog.getByRole("button", { name: "Send", exact: true }).dblclick()
    await dialog.waitFor({ state: "detached" })
    const ours = bubble("our summer sale in Cusco starts today")
    await ours.getByRole("img", { name: "Delivered" }).waitFor()
    expect(await ours.count()).toBe(1)
    await ours.getByText("summer_sale").waitFor()
  })

  it("it opens again as soon as they write, with the text that was started", async () => {
    await write(eva, text("Great"))
    await expect.poll(() => answer().inputValue()).toBe("We do")
  })
})

describe("a member who signs out", () => {
  it("leaves no answer that they started", async () => {
    const zoe = newPerson()
    await write(zoe, text("Hello?"))
    await openThread(zoe)
    await answer().fill("Only between us")
    const kept = () => page.evaluate<string>("JSON.stringify({ ...sessionStorage, ...localStorage })")
    await expect.poll(kept).toContain("Only between us")
    await signOut(page)
    expect(await kept()).not.toContain("Only between us")
  })
})
