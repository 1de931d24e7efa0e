/** How forms behave, whichever they are: what is wrong is said at once, nothing that was typed is lost, nobody is overwritten. */
import type { Browser, Locator, Page } from "playwright-core"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { overflow, seriousFindings } from "./browser/accessibility.ts"
import { closePages, openBrowser, reloadAfterFailures } from "./browser/chromium.ts"
import { openAsFirstMember, signOut } from "./browser/dashboard.ts"
import { openAsInvited } from "./browser/members.ts"
import type { ConnectedNumber, Installation } from "./installation/index.ts"
import { startOnFreshDatabase } from "./installation/on-fresh-database.ts"

let parley: Installation
let browser: Browser
let page: Page
let number: ConnectedNumber
/** What the page asked the server to change, each such as `PATCH /v1/me`. */
const writes: string[] = []

reloadAfterFailures()

beforeAll(async () => {
  parley = await startOnFreshDatabase()
  number = await parley.connectNumber()
  browser = await openBrowser()
  page = await openAsFirstMember(browser, parley.apiUrl)
  page.on("request", (request) => {
    if (request.method() !== "GET") writes.push(`${request.method()} ${new URL(request.url()).pathname}`)
  })
}, 300_000)
afterAll(async () => {
  await closePages()
  await parley?.stop()
})
beforeEach(() => {
  writes.length = 0
})

const anything = z.unknown()
const withId = z.object({ id: z.string() })
const goTo = (path: string, on = page) => on.goto(`${parley.apiUrl}${path}`)
const field = (name: string, on: Page | Locator = page) => on.getByLabel(name, { exact: true })
const list = (name: string) => page.getByRole("combobox", { name, exact: true })
const button = (name: string, on: Page | Locator = page) => on.getByRole("button", { name, exact: true })
const heading = (name: string) => page.getByRole("heading", { name, level: 1, exact: true }).waitFor()
const expectValue = (of: Locator, value: string) => expect.poll(() => of.inputValue()).toBe(value)
const hasFocus = (of: Locator) => of.evaluate((one) => one === one.ownerDocument.activeElement)
const contactOf = (id: string) => parley.api.get(`/v1/contacts/${id}`, z.record(z.string(), z.unknown()))
/** Of the contact whose page is open. */
const shownId = () => new URL(page.url()).pathname.split("/").at(-1) ?? ""

let made = 0
async function makeContact(more: object = {}): Promise<string> {
  const contact = { external_id: `crm-${++made}`, first_name: "Ana", last_name: "Lima", ...more }
  return (await parley.api.post("/v1/contacts", contact, withId)).id
}
async function edit(id: string, on = page): Promise<void> {
  await goTo(`/contacts/${id}/edit`, on)
  await field("Last name", on).waitFor()
}

describe("what is wrong with a form", () => {
  const faults = () => page.getByRole("group", { name: /to fix/ })

  it("is said at once, beside the fields and in a list that leads to them", async () => {
    await goTo("/contacts/new")
    await field("Phone").fill("+49151")
    for (const [index, name] of ["city", "city"].entries()) {
      await button("Add an attribute").click()
      await list(`Name of attribute ${index + 1}`).fill(name)
    }
    await button("Add").click()
    await faults().getByText("3 fields to fix:").waitFor()
    expect(await page.getByText("This name is used twice").count()).toBe(2)
    await expect.poll(() => hasFocus(field("Phone"))).toBe(true)
    await button("Attribute 2", faults()).click()
    await expect.poll(() => hasFocus(list("Name of attribute 2"))).toBe(true)
    await page.keyboard.type("_of_birth")
    await faults().getByText("2 fields to fix:").waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    expect(writes).toEqual([])
  })

  it("as the server finds it, too, all of it", async () => {
    // A server may know better than the page.
    await field("First name").evaluate((input) => input.removeAttribute("maxlength"))
    await field("First name").fill("A".repeat(101))
    await field("Phone").fill("+49151234")
    await button("Add").click()
    await faults().getByText("2 fields to fix:").waitFor()
    await page.getByText(/^Must .*100 characters/).waitFor()
    await page.getByText("There is no such number").waitFor()
    await expect.poll(() => hasFocus(field("First name"))).toBe(true)
    expect(writes).toEqual(["POST /v1/contacts"])
  })

  it("is gone once it is corrected, and a double click adds one contact", async () => {
    await field("First name").fill("Zelda")
    await field("Phone").fill("+49 151 77777777")
    await expect.poll(() => faults().count()).toBe(0)
    await button("Add").dblclick()
    await heading("Zelda")
    expect(writes).toEqual(["POST /v1/contacts"])
  })
})

describe("what a form is about", () => {
  it("has the attributes that contacts have, with what they hold", async () => {
    await makeContact({ attributes: { loyalty_level: 3 } })
    await goTo("/contacts/new")
    await field("External ID").fill("crm-loyal")
    await button("Add an attribute").click()
    const name = list("Name of attribute 1")
    await name.fill("loyal")
    await page.getByRole("option", { name: "loyalty_level a number" }).click()
    await expectValue(name, "loyalty_level")
    await field("Value of attribute 1").fill("gold")
    await page.getByText('"gold" is not a number, which this attribute holds.').waitFor()
    await field("Value of attribute 1").fill("4")
    await page.getByText("is not a number").waitFor({ state: "detached" })
    expect.soft(await seriousFindings(page)).toEqual([])
    await button("Add").click()
    await heading("crm-loyal")
    expect(await contactOf(shownId())).toMatchObject({ attributes: { loyalty_level: 4 } })
  })

  it("is chosen by names that people know", async () => {
    await goTo("/contacts/new")
    await field("External ID").fill("chooser")
    for (const [name, typed, chosen] of [
      ["Language", "brazil", "Portuguese (Brazil)"],
      ["Country", "us", "United States (US)"],
      ["Time zone", "Europe/Stock", "Stockholm (Europe)"],
    ] as const) {
      await list(name).click()
      await page.keyboard.type(typed)
      await page.keyboard.press("Enter")
      await expectValue(list(name), chosen)
    }
    expect(writes).toEqual([])
    await button("Add").click()
    await heading("chooser")
    const id = shownId()
    expect(await contactOf(id)).toMatchObject({
      language: "pt_BR",
      country: "US",
      time_zone: "Europe/Stockholm",
    })
    await edit(id)
    await field("Clear country").click()
    await button("Save").click()
    await heading("chooser")
    expect((await contactOf(id)).country).toBeNull()
  })
})

describe("a phone number", () => {
  const code = () => list("Calling code")

  it("is one of the business's own country until another is chosen or typed", async () => {
    await goTo("/contacts/new")
    await expectValue(code(), "+1 United States")
    await field("Phone").fill("650 555-0177")
    await field("First name").focus()
    await expectValue(field("Phone"), "+1 650 555 0177")
    await field("Phone").fill("0046 70 111 22 33")
    await expectValue(code(), "+46 Sweden")
  })

  it.each([
    ["with its trunk zero", "0151 23456789"],
    ["with 00", "0049 151 23456789"],
    ["with marks that nobody sees", "\u202a+49\u00a0151\u201123456789\u202c"],
  ])("%s is kept as it is dialled from anywhere", async (_, typed) => {
    await goTo("/contacts/new")
    await code().click()
    await page.keyboard.type("germ")
    await page.keyboard.press("Enter")
    await expectValue(code(), "+49 Germany")
    await field("First name").fill(`Caller ${++made}`)
    await field("Phone").fill(typed)
    await field("Phone").press("Enter")
    await heading(`Caller ${made}`)
    expect(writes).toEqual(["POST /v1/contacts"])
    expect((await contactOf(shownId())).phone).toBe("+4915123456789")
  })

  it("that is none says why when its field is left", async () => {
    await goTo("/contacts/new")
    await expectValue(code(), "+1 United States")
    await field("Phone").fill("12")
    await field("First name").focus()
    await page.getByText("This number is too short").waitFor()
    await field("Phone").fill("0701112233")
    await field("First name").focus()
    await page.getByText(/^There is no such number in United States|^This number is too/).waitFor()
    // The same digits are one in Sweden.
    await code().click()
    await page.keyboard.type("+46")
    await page.keyboard.press("Enter")
    await expectValue(field("Phone"), "+46 70 111 22 33")
  })
})

describe("what was typed and is not saved", () => {
  const question = () => page.getByRole("dialog", { name: "Leave without saving?" })
  const leaveFor = (place: string) => page.getByRole("link", { name: place, exact: true }).first().click()
  const isBack = () => page.getByText(/^Your unsaved changes are back/)
  let id: string

  it("is asked about before its page is left", async () => {
    id = await makeContact()
    await edit(id)
    await field("Last name").fill("Fitz")
    await leaveFor("Templates")
    await question().waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    await button("Keep editing", question()).click()
    await question().waitFor({ state: "detached" })
    await expectValue(field("Last name"), "Fitz")
  })

  it("is back where its page is opened again", async () => {
    await leaveFor("Templates")
    await button("Leave", question()).click()
    await heading("Templates")
    await edit(id)
    await isBack().waitFor()
    await expectValue(field("Last name"), "Fitz")
    expect.soft(await seriousFindings(page)).toEqual([])
  })

  it("is asked about before its tab is closed or loaded again, and back afterwards", async () => {
    await field("First name").click()
    await page.keyboard.type("Maria ")
    const asked = page.waitForEvent("dialog")
    const reloading = page.reload()
    const dialog = await asked
    expect(dialog.type()).toBe("beforeunload")
    await dialog.accept()
    await reloading
    await isBack().waitFor()
    expect(await field("First name").inputValue()).toContain("Maria")
    await expectValue(field("Last name"), "Fitz")
  })

  it("is offered in another tab, as it may still be typed in this one", async () => {
    const other = await page.context().newPage()
    await edit(id, other)
    await other.getByText(/^You have unsaved changes from/).waitFor()
    await expectValue(field("Last name", other), "Lima")
    await button("Restore", other).click()
    await expectValue(field("Last name", other), "Fitz")
    await other.close()
  })

  it("is dropped where it is to be", async () => {
    await button("Discard", page).click()
    await expectValue(field("Last name"), "Lima")
    await field("Last name").fill("Fitz")
    await leaveFor("Templates")
    await button("Discard changes", question()).click()
    await heading("Templates")
    await edit(id)
    await expectValue(field("Last name"), "Lima")
    expect(await isBack().count()).toBe(0)
  })

  it("is not asked about once it is saved, and nothing is kept of it", async () => {
    await field("Last name").fill("Fitz")
    await button("Save").dblclick()
    await heading("Ana Fitz")
    expect(writes).toEqual([`PATCH /v1/contacts/${id}`])
    await edit(id)
    await expectValue(field("Last name"), "Fitz")
    expect(await isBack().count()).toBe(0)
    expect(await button("Save").isDisabled()).toBe(true)
  })

  it("in a dialog is back when that is opened again, unless it was canceled", async () => {
    await goTo("/settings/members")
    const invite = async () => {
      await button("Invite a member").first().click()
      return page.getByRole("dialog").getByLabel("E-mail")
    }
    await (await invite()).fill("ben@example.com")
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").waitFor({ state: "detached" })
    await expectValue(await invite(), "ben@example.com")
    await button("Cancel", page.getByRole("dialog")).click()
    await page.getByRole("dialog").waitFor({ state: "detached" })
    await expectValue(await invite(), "")
  })
})

describe("what someone else changed meanwhile", () => {
  const changed = () => page.getByRole("table", { name: "What changed" })
  const row = (name: string) =>
    changed()
      .getByRole("row", { name: new RegExp(`^${name}`) })
      .getByRole("cell")
      .allTextContents()

  async function whileEdited(): Promise<string> {
    const id = await makeContact({ country: "DE", attributes: { city: "Lima", plan: "pro" } })
    await edit(id)
    await field("Last name").fill("Fitz")
    await field("Value of attribute 2").fill("free")
    await parley.api.send(
      "PATCH",
      `/v1/contacts/${id}`,
      { last_name: "Gomez", country: "SE", attributes: { city: "Cusco" } },
      anything,
    )
    await button("Save").click()
    await page.getByText("Someone else changed the contact in the meantime.").waitFor()
    return id
  }

  it("is shown in words beside what was typed, and Reload takes it over", async () => {
    const id = await whileEdited()
    expect(await row("Last name")).toEqual(["Gomez", "Fitz"])
    expect(await row("Country")).toEqual(["Sweden", "Germany"])
    expect(await row("city")).toEqual(["Cusco", "Lima"])
    expect(await changed().getByRole("row").count()).toBe(4)
    expect.soft(await seriousFindings(page)).toEqual([])
    await button("Reload").click()
    await expectValue(field("Last name"), "Gomez")
    await expectValue(field("Value of attribute 1"), "Cusco")
    await expectValue(field("Value of attribute 2"), "pro")
    await field("Last name").fill("Fitz")
    await button("Save").click()
    await heading("Ana Fitz")
    expect(await contactOf(id)).toMatchObject({ last_name: "Fitz", country: "SE" })
  })

  it("stays where nothing was typed, and what was typed can be kept", async () => {
    const id = await whileEdited()
    await button("Keep my changes").click()
    await changed().waitFor({ state: "detached" })
    await expectValue(list("Country"), "Sweden (SE)")
    await button("Save").click()
    await heading("Ana Fitz")
    expect(await contactOf(id)).toMatchObject({
      last_name: "Fitz",
      country: "SE",
      attributes: { city: "Cusco", plan: "free" },
    })
  })

  it("and the form does not show is no conflict", async () => {
    const id = await makeContact()
    await edit(id)
    await field("Last name").fill("Fitz")
    await parley.api.send("PATCH", `/v1/contacts/${id}`, { last_name: "Fitz" }, anything)
    await button("Save").click()
    await heading("Ana Fitz")
  })

  it("is told of a number's profile, too", async () => {
    await goTo(`/connect/whatsapp/numbers/${number.numberId}`)
    await field("About").fill("Plants")
    await parley.api.send(
      "PATCH",
      `/v1/numbers/${number.numberId}/profile`,
      { about: "Flowers", vertical: "RETAIL" },
      anything,
    )
    await button("Save profile").click()
    await changed().waitFor()
    expect(await row("About")).toEqual(["Flowers", "Plants"])
    expect(await row("Line of business")).toEqual(["Shopping and retail", expect.any(String)])
    await button("Keep my changes").click()
    await button("Save profile").click()
    await page.getByText("Profile saved.").first().waitFor()
    await expectValue(field("About"), "Plants")
    await expectValue(list("Line of business"), "Shopping and retail")
  })
})

describe("the buttons of a form", () => {
  it("stay in sight, however long the form is, and fit a phone", async () => {
    const attributes = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`a${index}`, "1"]))
    await edit(await makeContact({ attributes }))
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 700 })
      const box = await button("Save").boundingBox()
      expect(box === null ? Number.NaN : box.y + box.height).toBeLessThan(700)
      expect(await overflow(page)).toBe(0)
      // A field that has the focus is not under them.
      const last = field("Value of attribute 30")
      await field("First name").focus()
      await last.focus()
      const [at, buttons] = [await last.boundingBox(), await button("Save").boundingBox()]
      expect((at?.y ?? 0) + (at?.height ?? 0)).toBeLessThan(buttons?.y ?? 0)
      await page.evaluate("scrollTo(0, 0)")
    }
    await page.setViewportSize({ width: 1280, height: 800 })
  })
})

describe("a dialog", () => {
  it("stays where it is when its form says what is wrong", async () => {
    await goTo("/settings/api-keys")
    await button("Create a key").click()
    const dialog = page.getByRole("dialog")
    const topOf = async () => (await dialog.boundingBox())?.y
    const before = await topOf()
    await button("Create", dialog).dblclick()
    await dialog.getByText("2 fields to fix:").waitFor()
    expect(await topOf()).toBe(before)
    await button("Permissions", dialog.getByRole("group", { name: /to fix/ })).click()
    await expect.poll(() => hasFocus(dialog.getByRole("checkbox").first())).toBe(true)
    expect(writes).toEqual([])
    await button("Cancel", dialog).click()
  })
})

describe("text typed into a dialog that keeps none", () => {
  const workspace = () => page.getByRole("dialog", { name: "New workspace" })
  const question = () => page.getByRole("dialog", { name: "Discard what you typed?" })
  const open = async () => {
    await page.getByRole("button", { name: /Switch workspace/ }).click()
    await page.getByRole("menuitem", { name: "New workspace" }).click()
    await workspace().waitFor()
  }
  const isGone = (one: Locator) => one.waitFor({ state: "detached" })

  it.each<[string, () => Promise<unknown>]>([
    ["Escape", () => page.keyboard.press("Escape")],
    ["its ×", () => button("Close", workspace()).click()],
    [
      "a click outside",
      () =>
        expect
          .poll(async () => {
            // Only once it is no more the end of a double click.
            if ((await question().count()) === 0) await page.mouse.click(5, 5)
            return question().count()
          })
          .toBe(1),
    ],
  ])("is asked about on %s, and stays where that is wanted", async (_, close) => {
    await goTo("/contacts")
    await open()
    await field("Name", workspace()).fill("Second brand")
    await close()
    await question().waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.keyboard.press("Escape") // closes the question alone
    await isGone(question())
    await expectValue(field("Name", workspace()), "Second brand")
    await close()
    await button("Discard", question()).click()
    await isGone(workspace())
    expect(writes).toEqual([])
  })

  it("is asked about on the way back, and the page is left where it is given up", async () => {
    await goTo("/contacts")
    await heading("Contacts")
    await page.getByRole("link", { name: "Templates", exact: true }).first().click()
    await heading("Templates")
    await open()
    await field("Name", workspace()).fill("Second brand")
    await page.evaluate("history.back()")
    await button("Keep editing", question()).click()
    await isGone(question())
    await expectValue(field("Name", workspace()), "Second brand")
    expect(new URL(page.url()).pathname).toBe("/templates")
    await page.evaluate("history.back()")
    await button("Discard", question()).click()
    await heading("Contacts")
    await isGone(workspace())
  })

  it("is not asked about where nothing was typed, or all of it taken out again", async () => {
    for (const typed of [[], ["Second brand", ""]]) {
      await open()
      for (const text of typed) await field("Name", workspace()).fill(text)
      await page.keyboard.press("Escape")
      await isGone(workspace())
    }
  })

  it("is kept where its dialog has a form that does: evidence of a consent", async () => {
    await goTo(`/contacts/${await makeContact()}`)
    const evidence = page.getByRole("textbox", { name: "Evidence" })
    await button("Record consent").click()
    await evidence.fill("Ticket 4711")
    await button("Save").click()
    await page.getByText("Enter a source, such as a phone call").waitFor()
    await page.keyboard.press("Escape")
    await isGone(evidence)
    await button("Record consent").click()
    await expectValue(evidence, "Ticket 4711")
    await page.getByRole("textbox", { name: "Source" }).fill("Phone call")
    await button("Save").dblclick()
    await page.getByText("Consent recorded.").first().waitFor()
    await isGone(evidence)
    expect(writes.filter((write) => write.startsWith("PUT"))).toHaveLength(1)
  })
})

describe("a dialog that an address names", () => {
  const dialog = (name: string | RegExp) => page.getByRole("dialog", { name })
  const isGone = (one: Locator) => one.waitFor({ state: "detached" })
  const address = () => page.url().slice(parley.apiUrl.length)

  it.each<[string, string | RegExp]>([
    ["/settings/members?dialog=invite", "Invite a member"],
    ["/settings/api-keys?dialog=key", "Create a key"],
    ["/connect/whatsapp?dialog=number", /^Add a number to /],
    ["/contacts?dialog=consent", "Record consent"],
  ])("is open for anyone who is sent %s, and not any more once it is closed", async (path, name) => {
    await goTo(path)
    await dialog(name).waitFor()
    await page.keyboard.press("Escape")
    await isGone(dialog(name))
    expect(address()).toBe(path.slice(0, path.indexOf("?")))
  })

  it("is opened once by a double click, and closed by Back, which then leads to the page before", async () => {
    await goTo("/contacts")
    await heading("Contacts")
    await page.getByRole("link", { name: "Settings", exact: true }).click()
    await heading("Workspace")
    await page.getByRole("link", { name: "Members", exact: true }).click()
    await heading("Members")
    const before = await page.evaluate<number>("history.length")
    await button("Invite a member").first().dblclick()
    await dialog("Invite a member").waitFor()
    expect(address()).toBe("/settings/members?dialog=invite")
    expect(await page.evaluate<number>("history.length")).toBe(before + 1)
    await page.goBack()
    await isGone(dialog("Invite a member"))
    expect(address()).toBe("/settings/members")
    // Closed by its own button it leaves no step in the history either.
    await button("Invite a member").first().click()
    await button("Cancel", dialog("Invite a member")).click()
    await isGone(dialog("Invite a member"))
    await expect.poll(address).toBe("/settings/members")
    await page.goBack()
    await heading("Workspace")
  })

  it("is opened by the Create menu, from whichever page", async () => {
    await page.getByRole("button", { name: "Create menu" }).click()
    await page.getByRole("menuitem", { name: "Create an API key" }).click()
    await dialog("Create a key").waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("button", { name: "Create menu" }).click()
    await page.getByRole("menuitem", { name: "Add a number" }).click()
    await dialog(/^Add a number to /).waitFor()
    expect.soft(await seriousFindings(page)).toEqual([])
    await page.keyboard.press("Escape")
  })

  it("that is about a contact is opened by the palette for the one on the screen, or asks which", async () => {
    const id = await makeContact({ first_name: "Orla" })
    const begin = async () => {
      await page.keyboard.press("Control+k")
      await page.getByRole("combobox", { name: "Search", exact: true }).fill("record consent")
      await page.getByRole("option", { name: "Record consent" }).click()
      await dialog("Record consent").waitFor()
    }
    const isOpen = () => page.getByRole("textbox", { name: "Evidence" }).waitFor()
    await goTo("/templates")
    await heading("Templates")
    await begin()
    await list("Contact").fill("Orla")
    await page.getByRole("option", { name: "Orla Lima" }).click()
    await isOpen()
    expect(address()).toBe(`/contacts/${id}?dialog=consent`)
    await page.keyboard.press("Escape")
    await isGone(dialog("Record consent"))
    await begin()
    await isOpen()
    expect(address()).toBe(`/contacts/${id}?dialog=consent`)
  })

  it("does not open for who may not do what it does", async () => {
    const { page: bens } = await openAsInvited(
      browser,
      parley,
      { name: "Ben Bauer", email: "ben@example.com", password: "another fine secret" },
      "marketer",
    )
    await goTo("/settings/members?dialog=invite", bens)
    await bens.getByRole("heading", { name: "Members", level: 1 }).waitFor()
    await bens.getByRole("main").getByRole("table", { name: "Members" }).or(bens.getByRole("alert")).waitFor()
    expect(await bens.getByRole("dialog").count()).toBe(0)
    await bens.context().close()
  })
})

describe("a member who signs out", () => {
  it("leaves nothing of what they typed, and is asked nothing", async () => {
    const asked: string[] = []
    page.on("dialog", (dialog) => {
      asked.push(dialog.type())
      void dialog.accept()
    })
    await goTo("/contacts/new")
    await field("First name").fill("Secret")
    const kept = () =>
      page.evaluate<string[]>("Object.keys(localStorage).filter((key) => key.startsWith('parley.own '))")
    await expect.poll(kept).toContainEqual(expect.stringMatching(/ new contact$/))
    await page.getByRole("link", { name: "Templates", exact: true }).first().click()
    await button("Leave").click()
    await heading("Templates")
    // Words of a template that the server was not told of.
    await page.route("**/v1/template-drafts/**", (route) => route.abort())
    await goTo("/templates/new")
    await page.getByRole("textbox", { name: "Body", exact: true }).fill("Secret words")
    await page.getByRole("link", { name: "Contacts", exact: true }).first().click()
    await page.getByRole("textbox", { name: "Search contacts" }).fill("Secret search")
    await page.waitForURL(/search=Secret/)
    const me = z.object({ member: withId })
    const { member } = me.parse(await (await page.request.get(`${parley.apiUrl}/v1/me`)).json())
    expect(await kept()).toContainEqual(expect.stringContaining(`template ${member.id} `))
    await goTo("/contacts/new")
    await field("Last name").fill("Secret too") // is not kept yet
    const all = () => page.evaluate<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    expect(await all()).toMatch(/Secret words.*Secret search/)
    await signOut(page)
    expect(await kept()).toEqual([])
    expect(await all()).not.toMatch(/Secret|parley\.own/)
    expect(asked).toEqual([])
  })
})
