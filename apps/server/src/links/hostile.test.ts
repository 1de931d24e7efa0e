/** What people may try with links, and what must not come of it. */
import { randomUUID } from "node:crypto"
import { v7 } from "uuid"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { applyClicks } from "./clicks/apply-clicks.ts"
import { entryOf } from "./clicks/topic.ts"
import { linkIds } from "./link-id.ts"
import { type OpenLinks, openLinks } from "./testing/open-links.ts"

let opened: OpenLinks
beforeAll(async () => {
  opened = await openLinks()
})
afterAll(() => opened.close())

const says = (city: string) =>
  opened.says({
    kind: "template",
    template_id: opened.templateId,
    values: { body: { first_name: "there", city } },
    links: {},
  })

async function sendFirst(city: string) {
  await opened.endAll()
  opened.clock.advance(10 * 60_000)
  await opened.platform.db.system((tx) => tx.deleteFrom("recipients").execute())
  await says(city)
  const [first] = await opened.sendAll()
  if (first === undefined) throw new Error("nothing was sent")
  return { ...first, link: first.links[0] ?? "" }
}

describe("a value of a contact", () => {
  it("never decides which host a link leads to", async () => {
    const { contactId } = await sendFirst("https://shop.example/sale")
    await opened.api("PATCH", `contacts/${contactId}`, {
      first_name: "@evil.example/",
      attributes: { city: "https://evil.example" },
    })
    for (const city of ["https://shop.example{{ contact.first_name }}", "{{ contact.attributes.city }}/x"]) {
      const { text, links } = await sendFirst(city)
      expect(links).toEqual([])
      expect(text).toContain("evil.example")
    }
    const { link } = await sendFirst("https://shop.example/{{ contact.attributes.city }}")
    expect(new URL((await opened.tap(link)).headers.get("location") ?? "").host).toBe("shop.example")
  })

  it("adds no header to the answer", async () => {
    const { contactId } = await sendFirst("https://shop.example/sale")
    await opened.api("PATCH", `contacts/${contactId}`, { attributes: { city: "a\r\nSet-Cookie: stolen=1" } })
    const { link } = await sendFirst("https://shop.example/?c={{ contact.attributes.city }}")
    const answer = await opened.tap(link)
    expect(answer.headers.get("set-cookie")).toBeNull()
    expect(answer.headers.get("location")).toMatch(/^https:\/\/shop\.example\/\?c=a/)
  })
})

describe("an address", () => {
  it.each([
    ["too long in ASCII", `https://shop.example/${"ж".repeat(700)}`],
    ["of no port that there is", "https://shop.example:99999/ж"],
  ])("that is %s leads on as it was written", async (_what, url) => {
    const { link } = await sendFirst(url)
    const answer = await opened.tap(link)
    expect([answer.status, answer.headers.get("location")]).toEqual([302, encodeURI(url)])
  })
})

describe("a request", () => {
  it("has no say in where it is led", async () => {
    const { link } = await sendFirst("https://shop.example/sale")
    const answer = await opened.tap(`${link}?url=https://evil.example&target=//evil.example`)
    expect(answer.headers.get("location")).toBe("https://shop.example/sale")
    expect((await opened.tap(`${link}/https://evil.example`)).status).not.toBe(302)
  })

  it("for a link of another workspace leads on, and is counted for nobody of this one", async () => {
    const { link, id } = await sendFirst("https://shop.example/sale")
    const ref = linkIds(opened.platform.secrets).read(link)
    // A link and a message that have nothing to do with each other, as no id of ours names them.
    const other = await opened.platform.db.system((tx) =>
      tx
        .insertInto("workspaces")
        .values({ name: "Other", created_at: opened.clock.now() })
        .returning("id")
        .executeTakeFirstOrThrow(),
    )
    const { id: foreign } = await opened.platform.db.system((tx) =>
      tx
        .insertInto("links")
        .values({
          workspace_id: other.id,
          content_id: randomUUID(),
          digest: Buffer.from("1"),
          place: "text",
          url: "https://other.example",
          target: "https://other.example/",
        })
        .returning("id")
        .executeTakeFirstOrThrow(),
    )
    const mixed = linkIds(opened.platform.secrets).make(foreign, 0, id)
    await opened.tap(mixed)
    await opened.occurrences()
    await opened.applyClicks()
    const told = (await opened.occurrences()).filter((one) => one.kind === "clicked" && one.message_id === id)
    expect(told).toEqual([])
    expect(ref?.linkId).not.toBe(foreign)
  })

  it("that comes ten thousand times for one id is counted as a few clicks, and told once", async () => {
    const { link, sourceId } = await sendFirst("https://shop.example/often")
    await opened.occurrences()
    for (let batch = 0; batch < 20; batch++)
      await Promise.all(Array.from({ length: 100 }, () => opened.tap(link)))
    await opened.applyClicks()
    const ref = linkIds(opened.platform.secrets).read(link)
    if (ref === undefined) throw new Error("no id")
    const { from, to } = ref.message
    const click = { link: ref.linkId, from, to, at: opened.clock.now().getTime(), isProgram: true }
    await applyClicks(opened.platform).apply([
      entryOf(
        v7(),
        Array.from({ length: 8_000 }, () => click),
      ),
    ])
    const [counted] = (await opened.api("GET", `campaigns/${opened.campaignId}/links?launch_id=${sourceId}`))
      .body.data
    expect(counted).toMatchObject({ people: 1, clicks: 30, previews: 9_970 })
    expect((await opened.occurrences()).filter(({ kind }) => kind === "clicked")).toHaveLength(1)
  })

  it("for an erased contact leads on, counts nothing, and their own link leads nowhere", async () => {
    const personal = await sendFirst("https://shop.example/{{ contact.first_name }}")
    const same = await sendFirst("https://shop.example/same")
    for (const { link } of [personal, same]) await opened.tap(link)
    await opened.applyClicks()
    expect((await opened.api("DELETE", `contacts/${personal.contactId}`)).status).toBeLessThan(300)
    await opened.occurrences()
    const rows = () =>
      opened.inWorkspace((tx) =>
        tx.selectFrom("link_clicks").select("clicks").where("contact_id", "=", personal.contactId).execute(),
      )
    expect(await rows()).toEqual([])
    expect((await opened.tap(same.link)).status).toBe(302)
    await opened.applyClicks()
    expect(await rows()).toEqual([])
    expect(await opened.occurrences()).toEqual([])
    const targets = opened.inWorkspace((tx) =>
      tx.selectFrom("link_targets").select("target").where("contact_id", "=", personal.contactId).execute(),
    )
    expect(await targets).toEqual([])
  })
})

describe("an id", () => {
  it("that nobody made is answered 404, and after thirty of a minute nobody is answered who tries", async () => {
    const { link } = await sendFirst("https://shop.example/sale")
    const ids = Array.from({ length: 30 }, () => randomUUID().replaceAll("-", "").slice(0, 22))
    for (const id of ids) expect((await opened.tap(id)).status).toBe(404)
    const refused = await opened.tap(link)
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"])
    opened.clock.advance(60_000)
    expect((await opened.tap(link)).status).toBe(302)
  })

  it("of a link that has expired leads to the address of the settings, or a page says it", async () => {
    const { link } = await sendFirst("https://shop.example/sale")
    opened.clock.advance(61 * 86_400_000)
    const page = await opened.tap(link)
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining("This link has expired")])
    const change = { expired_url: "https://shop.example/over", lasting_days: 30 }
    expect((await opened.api("PATCH", "link-settings", change)).status).toBe(200)
    // What a process knows of a link it asks for again after a minute; another one does not know it yet.
    expect((await opened.api("GET", "link-settings")).body).toMatchObject(change)
  })

  it("says in the language of the browser what is wrong", async () => {
    const page = await opened.tap("nothing", { "accept-language": "de-AT,de;q=0.9" })
    expect(await page.text()).toContain("Dieser Link führt nirgendwohin")
  })
})

describe("the settings", () => {
  it.each([
    [{ base_url: "javascript:alert(1)" }, "base_url"],
    [{ base_url: "https://go.shop.example/path" }, "base_url"],
    [{ base_url: "https://user@go.shop.example" }, "base_url"],
    [{ expired_url: "javascript:alert(1)" }, "expired_url"],
    [{ expired_url: "http://localhost:0/l/1234567890123456789012" }, "expired_url"],
    [{ lasting_days: 0 }, "lasting_days"],
  ])("refuse %j", async (change, field) => {
    const answer = await opened.api("PATCH", "link-settings", change)
    expect([answer.status, answer.body.error.field]).toEqual([422, field])
  })
})
