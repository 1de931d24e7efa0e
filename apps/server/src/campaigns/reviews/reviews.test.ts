import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { reviewedCampaign } from "../testing/reviewed-campaign.ts"
import { messageHtml } from "./message-html.ts"
import { mostComments } from "./reviews.ts"
import { timesInWords } from "./times-in-words.ts"

let house: Awaited<ReturnType<typeof reviewedCampaign>>
let campaignId = ""
let link: { id: string; url: string }
beforeAll(async () => {
  house = await reviewedCampaign({ people: 3 })
})
afterAll(() => house.close())
beforeEach(async () => {
  // Each test has a minute of its own.
  house.clock.advance(60_000)
  campaignId = await house.newCampaign()
  link = (await house.mona.ask("POST", `/v1/campaigns/${campaignId}/reviews`, { name: "Legal" })).body
})

const pathOf = (url: string) => new URL(url).pathname
const open = (path = pathOf(link.url)) => house.browse().ask("GET", path)
const say = (form: Record<string, string>, path = pathOf(link.url)) =>
  fetch(`${house.publicUrl}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  })
const comments = async () =>
  (await house.vera.ask("GET", `/v1/campaigns/${campaignId}/review-comments`)).body.data

describe("the page behind a review link", () => {
  it("shows each variant, how many people get it and when, without an account or a script", async () => {
    const page = await open()
    expect(page.status).toBe(200)
    expect(page.text).toContain("<h1>Summer</h1>")
    expect(page.text).toContain("3 people as of now")
    expect(page.text).toContain("Not scheduled yet")
    expect(page.text).toContain('class="bubble"')
    expect(page.text).not.toContain("<script")
    expect(page.headers).toMatchObject({
      "x-robots-tag": "noindex, nofollow",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    })
  })

  it("has nothing of any contact", async () => {
    await house.inWorkspace((tx) => tx.updateTable("contacts").set({ first_name: "Secretia" }).execute())
    const text = { type: "text", text: { body: "Hello {{ contact.first_name }}, *sale*" } }
    const variants = [{ name: "Text", weight: 1, content: { kind: "free_form", message: text } }]
    expect((await house.mona.ask("PATCH", `/v1/campaigns/${campaignId}`, { variants })).status).toBe(200)
    const { text: page } = await open()
    expect(page).toContain("Hello Alex, <b>sale</b>")
    expect(page).not.toContain("Secretia")
    expect(page).not.toContain("+4915")
  })

  it("shows each language in which people get a template", async () => {
    await house.inWorkspace(async (tx) => {
      const own = await tx.selectFrom("templates").selectAll().executeTakeFirstOrThrow()
      const { id: _, ...copied } = own
      await tx
        .insertInto("templates")
        .values({
          ...copied,
          components: JSON.stringify(own.components),
          event_times: JSON.stringify(own.event_times),
          language: "de",
          meta_id: "de-1",
        })
        .execute()
    })
    const { body } = await house.mona.ask("GET", `/v1/campaigns/${campaignId}`)
    const variants = body.variants.map((variant: { content: object }) => ({
      ...variant,
      content: { ...variant.content, language: "contact" },
    }))
    await house.mona.ask("PATCH", `/v1/campaigns/${campaignId}`, { variants })
    const page = await open()
    expect(page.text).toContain("<h3>German</h3>")
    expect(page.text).toContain("<h3>American English</h3>")
  })

  it("opens nothing when it is edited, expired, revoked, or of an archived campaign", async () => {
    const path = pathOf(link.url)
    const edited = `${path.slice(0, -3)}${path.at(-3) === "A" ? "B" : "A"}${path.slice(-2)}`
    for (const wrong of [edited, `${path}A`, path.slice(0, -1), "/review/x"])
      expect((await open(wrong)).status).toBe(404)
    const { body: other } = await house.mona.ask("POST", `/v1/campaigns/${campaignId}/reviews`, {
      name: "Legal",
      expires_in_days: 1,
    })
    await house.mona.ask("PATCH", `/v1/campaigns/${campaignId}`, { archived: true })
    expect((await open()).status).toBe(404)
    await house.mona.ask("PATCH", `/v1/campaigns/${campaignId}`, { archived: false })
    expect((await open()).status).toBe(200)
    const revoked = await house.mona.ask("POST", `/v1/campaigns/${campaignId}/reviews/${link.id}/revoke`)
    expect(revoked.body.revoked_at).toEqual(expect.any(String))
    expect((await open()).status).toBe(404)
    expect((await say({ author: "Lea", body: "Late" })).status).toBe(404)
    expect((await open(pathOf(other.url))).status).toBe(200)
    house.clock.advance(24 * 60 * 60_000)
    expect((await open(pathOf(other.url))).status).toBe(404)
  })

  it("is opened so many times a minute, and no more often", async () => {
    const path = pathOf(link.url)
    const answers = await Promise.all(Array.from({ length: 70 }, () => open(path)))
    expect(answers.filter(({ status }) => status === 429).length).toBe(10)
    house.clock.advance(60_000)
    expect((await open(path)).status).toBe(200)
  })
})

describe("a comment", () => {
  it("shows on the page and in the workspace, with whether the campaign changed since", async () => {
    const sent = await say({ author: "Lea from Legal", body: "Please add the imprint." })
    expect(sent.status).toBe(303)
    expect(sent.headers.get("location")).toContain("sent=1")
    expect((await open()).text).toContain("Please add the imprint.")
    expect(await comments()).toMatchObject([
      { author: "Lea from Legal", body: "Please add the imprint.", review: "Legal", is_of_now: true },
    ])
    await house.mona.ask("PATCH", `/v1/campaigns/${campaignId}`, { control_share: 5 })
    expect(await comments()).toMatchObject([{ is_of_now: false, resolved_at: null }])
    const [{ id }] = await comments()
    const path = `/v1/campaigns/${campaignId}/review-comments/${id}`
    expect((await house.vera.ask("PATCH", path, { resolved: true })).status).toBe(403)
    expect((await house.mona.ask("PATCH", path, { resolved: true })).body.resolved_at).not.toBeNull()
  })

  it("that is hostile is text and nothing else", async () => {
    const body = `</textarea><script>alert(1)</script><img src=x onerror=alert(1)>"'&\u0000\u202eevil`
    expect((await say({ author: `<b onclick="x">Eve`, body })).status).toBe(303)
    const { text } = await open()
    expect(text).not.toContain("<script")
    expect(text).not.toContain("<img")
    expect(text).not.toContain("<b onclick")
    expect(text).toContain("&#60;script&#62;")
    expect((await comments())[0].body).not.toContain("\u202e")
  })

  it("that is empty or too long says so, and keeps what was written", async () => {
    const without = await say({ author: "", body: "No name <here>" })
    expect(without.status).toBe(422)
    const page = await without.text()
    expect(page).toContain("Say who you are")
    expect(page).toContain("No name &#60;here&#62;")
    expect((await say({ author: "Lea", body: "x".repeat(2_001) })).status).toBe(422)
    expect((await say({ author: "Lea", body: "x".repeat(20_000) })).status).toBe(413)
    expect(await comments()).toEqual([])
  })

  it("is one of a few a minute, and of so many for a link", async () => {
    const form = { author: "Lea", body: "Hm" }
    const sent = await Promise.all(Array.from({ length: 12 }, () => say(form)))
    expect(sent.filter(({ status }) => status === 429).length).toBe(2)
    await house.platform.db.system((tx) =>
      tx
        .insertInto("campaign_review_comments")
        .values(
          Array.from({ length: mostComments - 10 }, () => ({
            ...{ workspace_id: house.platform.workspaceId, campaign_id: campaignId, review_id: link.id },
            ...{ author: "Lea", body: "Hm", revision: 1, created_at: house.clock.now() },
          })),
        )
        .execute(),
    )
    house.clock.advance(60_000)
    expect((await say(form)).status).toBe(422)
  })
})

describe("review links", () => {
  it("are listed and revoked for as long as they are open, however many came and went since", async () => {
    await house.inWorkspace((tx) =>
      sql`INSERT INTO campaign_reviews (workspace_id, campaign_id, name, created_by, created_at, expires_at, revoked_at)
        SELECT workspace_id, campaign_id, 'Gone', created_by, created_at, expires_at, created_at
        FROM campaign_reviews CROSS JOIN generate_series(1, 120) WHERE id = ${link.id}`.execute(tx),
    )
    const path = `/v1/campaigns/${campaignId}/reviews`
    expect((await house.mona.ask("GET", path)).body.data[0].id).toBe(link.id)
    expect((await house.mona.ask("POST", `${path}/${link.id}/revoke`)).status).toBe(200)
    expect((await open()).status).toBe(404)
  })

  it("have comments that can be resolved, however many came since", async () => {
    await say({ author: "Ana", body: "First" })
    const [first] = await comments()
    await house.inWorkspace((tx) =>
      sql`INSERT INTO campaign_review_comments (workspace_id, campaign_id, review_id, author, body, revision, created_at)
        SELECT workspace_id, campaign_id, review_id, author, 'Again', revision, created_at
        FROM campaign_review_comments CROSS JOIN generate_series(1, 500) WHERE id = ${first.id}`.execute(tx),
    )
    const path = `/v1/campaigns/${campaignId}/review-comments/${first.id}`
    expect((await house.mona.ask("PATCH", path, { resolved: true })).body.resolved_at).not.toBeNull()
  })

  it("are made, listed and revoked by editors", async () => {
    const path = `/v1/campaigns/${campaignId}/reviews`
    expect((await house.vera.ask("GET", path)).status).toBe(403)
    expect((await house.vera.ask("POST", path, { name: "Me" })).status).toBe(403)
    expect((await house.dev.ask("GET", path)).body.data).toMatchObject([{ id: link.id, url: link.url }])
    expect((await house.mona.ask("POST", path, { name: "x", expires_in_days: 91 })).body.error.field).toBe(
      "expires_in_days",
    )
  })

  it("of another workspace or campaign are not found", async () => {
    const neighbour = await house.neighbour()
    const path = `/v1/campaigns/${campaignId}`
    expect((await neighbour.ask("GET", `${path}/reviews`)).status).toBe(404)
    expect((await neighbour.ask("GET", `${path}/review-comments`)).status).toBe(404)
    expect((await neighbour.ask("POST", `${path}/reviews/${link.id}/revoke`)).status).toBe(404)
    const other = await house.newCampaign()
    expect((await house.mona.ask("POST", `/v1/campaigns/${other}/reviews/${link.id}/revoke`)).status).toBe(
      404,
    )
    expect((await open()).status).toBe(200)
  })
})

it.each([
  [{ kind: "once" }, "Not scheduled yet"],
  [{ kind: "api" }, "Each time that another system asks for it"],
  [
    {
      ...{ kind: "recurring", frequency: "weekly", interval: 2, weekdays: ["monday", "friday"] },
      ...{ time: "09:00", clock: "contact", starts_on: "2026-12-01", ends_on: "2026-12-31", count: null },
    },
    "Every 2 weeks on Monday, Friday at 09:00 by the clock of each person, from 2026-12-01 until 2026-12-31",
  ],
] as const)("%j is said in words", (delivery, words) => {
  expect(timesInWords({ delivery: delivery as never, launches: [], zone: "UTC" })).toBe(words)
})

it("a message with buttons is shown with them, and what stands in it is text", () => {
  const message = {
    type: "interactive",
    interactive: {
      type: "button",
      header: { type: "image", image: { link: "https://x.example" } },
      body: { text: "<i>Choose</i>" },
      action: { buttons: [{ type: "reply", reply: { id: "1", title: "Yes & no" } }] },
    },
  }
  expect(messageHtml({ preview: null, message })).toBe(
    `<span class="media">Image</span>&#60;i&#62;Choose&#60;/i&#62;<span class="button">Yes &#38; no</span>`,
  )
})
