/** Links that are tracked, from the content to who tapped them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { sql } from "../platform/database/index.ts"
import { countUncounted } from "./clicks/apply-clicks.ts"
import { type OpenLinks, openLinks, phone } from "./testing/open-links.ts"

let opened: OpenLinks
beforeAll(async () => {
  opened = await openLinks()
})
afterAll(() => opened.close())
beforeEach(async () => {
  await opened.endAll()
  await opened.takeClicks()
  await opened.platform.db.system(async (tx) => {
    for (const table of ["link_clicks", "link_counts", "recipients"])
      await sql`DELETE FROM ${sql.table(table)}`.execute(tx)
  })
  await opened.occurrences()
  // Taps of one minute are counted together.
  opened.clock.advance(10 * 60_000)
})

const content = (city: string, links: object | null = {}) => ({
  kind: "template",
  template_id: opened.templateId,
  values: { body: { first_name: "there", city } },
  ...(links && { links }),
})
const shop = "https://shop.example/sale"

async function sendOne(city: string, links?: object | null) {
  await opened.says(content(city, links))
  const [first, ...others] = await opened.sendAll()
  if (first === undefined) throw new Error("nothing was sent")
  return { ...first, id: first.id, link: first.links[0] ?? "", others }
}

describe("a link", () => {
  it("goes as it is written where the content does not track links", async () => {
    const { text, links } = await sendOne(`Lima (${shop})`, null)
    expect(text).toContain(shop)
    expect(links).toEqual([])
  })

  it("has an id for each message, and leads to its target", async () => {
    const { link, text, others } = await sendOne(`Lima, ${shop}.`)
    expect(text).not.toContain("shop.example")
    expect(text).toContain(`Lima, http://localhost:`)
    expect(text).toContain(`/l/${link}.`)
    expect(new Set([link, ...others.flatMap(({ links }) => links)]).size).toBe(3)
    const answer = await opened.tap(link)
    expect([answer.status, answer.headers.get("location")]).toEqual([302, shop])
    expect(answer.headers.get("cache-control")).toBe("private, no-store")
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer")
  })

  it("of the same target for all keeps nothing for a message", async () => {
    await sendOne(shop, { utm: { source: "whatsapp", campaign: "summer sale" } })
    const { rows } = await opened.platform.db.system((tx) => sql`SELECT FROM link_targets`.execute(tx))
    expect(rows).toEqual([])
  })

  it("has UTM parameters added, where it has none of the name", async () => {
    const { link } = await sendOne(`${shop}?a=1&utm_source=own#top`, {
      utm: { source: "whatsapp", medium: "message", campaign: "Sommer & Herbst" },
    })
    expect((await opened.tap(link)).headers.get("location")).toBe(
      `${shop}?a=1&utm_source=own&utm_medium=message&utm_campaign=Sommer%20%26%20Herbst#top`,
    )
  })

  it("with Liquid leads each person to their own", async () => {
    const { link, others } = await sendOne("https://shop.example/p/{{ contact.first_name | url_encode }}", {
      utm: { content: "{{ contact.attributes.city }}" },
    })
    const at = async (id: string) => (await opened.tap(id)).headers.get("location")
    const all = [await at(link), ...(await Promise.all(others.map(({ links }) => at(links[0] ?? ""))))]
    expect(all.toSorted()).toEqual([
      "https://shop.example/p/Ana+1?utm_content=Lima",
      "https://shop.example/p/Ana+2?utm_content=Lima",
      "https://shop.example/p/Ana+3?utm_content=Lima",
    ])
  })
})

describe("a tap", () => {
  it("counts once as a person and each time as a click, and is told once a minute", async () => {
    const { link, id, contactId, sourceId } = await sendOne(shop)
    await Promise.all([opened.tap(link), opened.tap(link), opened.tap(link)])
    await opened.applyClicks()
    opened.clock.advance(61_000)
    await opened.tap(link)
    await opened.applyClicks()
    expect(await opened.counts()).toEqual([{ url: shop, people: 1, clicks: 4, previews: 0 }])
    const told = (await opened.occurrences()).filter(({ kind }) => kind === "clicked")
    expect(told).toHaveLength(2)
    expect(told[0]).toMatchObject({
      message_id: id,
      contact_id: contactId,
      source_id: sourceId,
      campaign_id: opened.campaignId,
      url: shop,
    })
    const { body } = await opened.api("GET", `campaigns/${opened.campaignId}/results?launch_id=${sourceId}`)
    expect(body.variants[0].clicked).toBe(1)
    expect(body.gates.find(({ gate }: { gate: string }) => gate === "clicked").count).toBe(1)
  })

  it("that is applied again counts nothing twice", async () => {
    const { link } = await sendOne(shop)
    await opened.tap(link)
    await opened.applyClicks(3)
    expect(await opened.counts()).toEqual([{ url: shop, people: 1, clicks: 1, previews: 0 }])
    expect((await opened.occurrences()).filter(({ kind }) => kind === "clicked")).toHaveLength(1)
  })

  it("by a program is counted apart and told to nobody", async () => {
    const { link } = await sendOne(shop)
    const programs = [
      { "user-agent": "WhatsApp/2.25.1 A" },
      { "user-agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)" },
      { "user-agent": "" },
      { ...phone, "sec-purpose": "prefetch;prerender" },
      { ...phone, purpose: "prefetch" },
    ]
    for (const headers of programs) expect((await opened.tap(link, headers)).status).toBe(302)
    expect((await opened.tap(link, phone, "HEAD")).status).toBe(302)
    await opened.applyClicks()
    expect(await opened.counts()).toEqual([{ url: shop, people: 0, clicks: 0, previews: 6 }])
    expect(await opened.occurrences()).toEqual([])
  })

  it("before the outcome of its message is written is counted when that is", async () => {
    await opened.says(content(shop))
    const launchId = await opened.launch()
    while (await opened.expand());
    const [row] = await opened.claim(1)
    if (row === undefined) throw new Error("nothing was claimed")
    const [, link = ""] = /\/l\/(\w{22})/.exec(await opened.compose(row)) ?? []
    await opened.tap(link)
    await opened.applyClicks()
    const clicked = async () => {
      const { body } = await opened.api("GET", `campaigns/${opened.campaignId}/results?launch_id=${launchId}`)
      return body.variants[0].clicked
    }
    expect(await clicked()).toBe(0)
    await opened.send()
    await opened.platform.db.system(async (tx) => {
      await sql`UPDATE outbox SET claim = NULL`.execute(tx)
    })
    await opened.send()
    await opened.platform.db.system((tx) => countUncounted(tx, opened.platform.rooms))
    expect(await clicked()).toBe(1)
  })
})
