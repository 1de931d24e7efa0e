import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { Browser } from "../../workspaces/testing/browser.ts"
import { makeDueLaunches } from "../schedule/recurrences.ts"
import { reviewedCampaign } from "../testing/reviewed-campaign.ts"
import { refuseTemplateEdit } from "./refuse-edit.ts"

let house: Awaited<ReturnType<typeof reviewedCampaign>>
let campaignId = ""
beforeAll(async () => {
  house = await reviewedCampaign({ people: 3 })
})
afterAll(() => house.close())
beforeEach(async () => {
  await needsAbove(0)
  campaignId = await house.newCampaign()
})

const needsAbove = async (approval_above: number | null) =>
  expect((await house.owner.ask("PATCH", "/v1/workspace", { approval_above })).status).toBe(200)
const launch = (by: Browser, id = campaignId) => by.ask("POST", `/v1/campaigns/${id}/launches`, {})
const edit = (by: Browser, change: object, id = campaignId) => by.ask("PATCH", `/v1/campaigns/${id}`, change)
const ask = async (by: Browser, id = campaignId) => by.ask("POST", `/v1/campaigns/${id}/approvals`, {})
const decide = (by: Browser, approvalId: string, action = "approve", id = campaignId) =>
  by.ask("POST", `/v1/campaigns/${id}/approvals/${approvalId}/${action}`, {})
const latest = async (id = campaignId) =>
  (await house.mona.ask("GET", `/v1/campaigns/${id}/approvals`)).body.data[0]
/** Asked for by Mona, approved by Max. */
async function approved(id = campaignId): Promise<string> {
  const { body } = await ask(house.mona, id)
  expect((await decide(house.max, body.id, "approve", id)).status).toBe(200)
  return body.id
}

describe("a campaign that needs approval", () => {
  it("goes out once a second member approved it, and once only", async () => {
    const refused = await launch(house.mona)
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: "approval_required", above: 0, people: null } },
    })
    expect(refused.body.error.help).toContain("/approvals")
    const asked = await ask(house.mona)
    expect(asked).toMatchObject({
      status: 201,
      body: { state: "pending", people: 3, asked_by: { name: "mona" } },
    })
    expect((await launch(house.mona)).status).toBe(409)
    expect(await decide(house.max, asked.body.id)).toMatchObject({
      status: 200,
      body: { state: "approved", decided_by: { name: "max" } },
    })
    const launched = await launch(house.mona)
    expect(launched.status).toBe(202)
    expect(await latest()).toMatchObject({ launch_id: launched.body.id, used_at: expect.any(String) })
    expect((await launch(house.mona)).body.error.code).toBe("approval_required")
  })

  it("is launched once where two members try at the same time", async () => {
    await approved()
    const answers = await Promise.all([launch(house.mona), launch(house.max)])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409])
  })

  it("is not approved by the member who asked, nor by a key", async () => {
    const { body } = await ask(house.mona)
    expect(await decide(house.mona, body.id)).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining("another member") } },
    })
    const { body: key } = await house.owner.ask("POST", "/v1/api-keys", {
      name: "Robot",
      permissions: ["campaigns:read", "campaigns:write", "campaigns:approve"],
    })
    const robot = house.browse(key.secret)
    expect(await decide(robot, body.id)).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining("person") } },
    })
    // Who made the key is who asks by it.
    await decide(house.max, body.id, "decline")
    const asked = await ask(robot)
    expect(asked).toMatchObject({ status: 201, body: { asked_by: { name: "Olivia Owner" } } })
    expect((await decide(house.owner, asked.body.id)).status).toBe(409)
    expect((await decide(house.max, asked.body.id)).status).toBe(200)
  })

  it("is asked for by editors, and approved by those who may", async () => {
    expect((await ask(house.vera)).status).toBe(403)
    const { body } = await ask(house.dev)
    expect((await decide(house.vera, body.id)).body.error).toMatchObject({ permission: "campaigns:approve" })
    expect((await decide(house.dev, body.id)).status).toBe(403)
    expect((await decide(house.mona, body.id)).status).toBe(200)
    expect((await launch(house.dev)).body.error.permission).toBe("campaigns:launch")
  })

  it("is not seen from another workspace", async () => {
    const { body } = await ask(house.mona)
    const neighbour = await house.neighbour()
    expect((await decide(neighbour, body.id)).status).toBe(404)
    expect((await neighbour.ask("GET", `/v1/campaigns/${campaignId}/approvals`)).status).toBe(404)
    const other = await house.newCampaign()
    expect((await decide(house.max, body.id, "approve", other)).status).toBe(404)
  })

  it("has nothing to decide twice", async () => {
    const { body } = await ask(house.mona)
    expect((await ask(house.max)).body.error.approval_id).toBe(body.id)
    expect((await decide(house.max, body.id, "decline")).body).toMatchObject({ state: "declined" })
    expect((await decide(house.max, body.id)).status).toBe(409)
    expect((await launch(house.mona)).status).toBe(409)
    const { body: again } = await ask(house.mona)
    expect((await decide(house.mona, again.id, "withdraw")).body).toMatchObject({ state: "withdrawn" })
  })
})

describe("an edit", () => {
  it.each([
    [
      "the audience",
      { audience: { all: [{ on: "contact", field: "language", op: "equals", value: "de" }] } },
    ],
    ["the control group", { control_share: 10 }],
    ["the tags, which suppression lists read", { tags: ["news"] }],
  ])("of %s makes what was approved void", async (_, change) => {
    await approved()
    expect((await edit(house.mona, change)).status).toBe(200)
    expect(await latest()).toMatchObject({ state: "void" })
    expect((await launch(house.mona)).body.error.code).toBe("approval_required")
  })

  it("makes what is asked for void, too", async () => {
    const { body } = await ask(house.mona)
    await edit(house.mona, { control_share: 5 })
    expect((await decide(house.max, body.id)).body.error).toMatchObject({ code: "conflict", state: "void" })
  })

  it("of its name leaves it approved", async () => {
    await approved()
    await edit(house.mona, { name: "Winter", folder: "2026" })
    expect((await launch(house.mona)).status).toBe(202)
  })

  it("of a template or a segment that it uses makes it void", async () => {
    const { body: segment } = await house.owner.ask("POST", "/v1/segments", {
      name: "Germans",
      filter: { all: [{ on: "contact", field: "language", op: "equals", value: "de" }] },
    })
    await edit(house.mona, { audience: { all: [{ on: "segment", op: "in", segment_id: segment.id }] } })
    await approved()
    const filter = { all: [] }
    expect((await house.owner.ask("PATCH", `/v1/segments/${segment.id}`, { filter })).status).toBe(200)
    expect(await latest()).toMatchObject({ state: "void" })
    expect((await launch(house.mona)).body.error.code).toBe("approval_required")
    await approved()
    const body = [{ type: "BODY", text: "Something else" }]
    await house.inWorkspace((tx) =>
      tx
        .updateTable("templates")
        .set({ components: JSON.stringify(body) })
        .execute(),
    )
    expect((await latest()).state).toBe("void")
  })
})

describe("a launch that was approved", () => {
  it("is resent by the same approval, with what was approved alone", async () => {
    await approved()
    const { body } = await launch(house.mona)
    const { body: held } = await house.mona.ask("POST", `/v1/launches/${body.id}/template`, {
      template_id: house.templateId,
    })
    expect(held.error).toMatchObject({ code: "approval_required", field: "template_id" })
    await house.mona.ask("POST", `/v1/launches/${body.id}/cancel`)
    const resend = (more: object) =>
      house.mona.ask("POST", `/v1/launches/${body.id}/resend`, { to: "unsent", ...more })
    expect((await resend({ template_id: house.templateId })).body.error).toMatchObject({
      code: "approval_required",
      field: "template_id",
    })
    expect((await resend({})).status).toBe(202)
  })
})

describe("a launch of a campaign that was changed and changed back", () => {
  it("says what was approved, and nothing else", async () => {
    await approved()
    const { body: first } = await launch(house.mona)
    await edit(house.mona, { control_share: 5 })
    await approved()
    const { body: second } = await launch(house.mona)
    await edit(house.mona, { control_share: 0 })
    for (const { id } of [first, second]) await house.mona.ask("POST", `/v1/launches/${id}/cancel`)
    // By the first approval once more, which is of the third version from then on.
    const again = await house.mona.ask("POST", `/v1/launches/${first.id}/resend`, { to: "unsent" })
    expect(again.status).toBe(202)
    for (const { id } of [first, second, again.body]) {
      const template_id = house.templateId
      const { body } = await house.mona.ask("POST", `/v1/launches/${id}/template`, { template_id })
      expect(body.error.code).toBe("approval_required")
    }
  })
})

describe("what something under way was approved with", () => {
  const blockOf = (content: string) => ({ name: `promo_${crypto.randomUUID().slice(0, 8)}`, content })
  async function campaignWith(delivery?: object) {
    const { body: inner } = await house.mona.ask("POST", "/v1/content-blocks", blockOf("Half price"))
    const outer = blockOf(`{{content_blocks.\${${inner.name}}}}!`)
    await house.mona.ask("POST", "/v1/content-blocks", outer)
    const text = { type: "text", text: { body: `{{content_blocks.\${${outer.name}}}}` } }
    const variants = [{ name: "A", weight: 1, content: { kind: "free_form", message: text } }]
    const id = await house.newCampaign(delivery)
    expect((await edit(house.mona, { variants }, id)).status).toBe(200)
    await approved(id)
    const editBlock = async (content: string) => {
      const { body: block } = await house.dev.ask("GET", `/v1/content-blocks/${inner.id}`)
      const { revision } = block
      const path = `/v1/content-blocks/${inner.id}`
      const { status, body } = await house.dev.ask("PATCH", path, { content, revision })
      return [status, body.error?.code]
    }
    return { id, innerId: inner.id, editBlock }
  }

  it("is not edited until the launch is canceled", async () => {
    const { id, innerId, editBlock } = await campaignWith()
    const at = new Date(house.clock.now().getTime() + 3_600_000).toISOString()
    const { body: made } = await house.mona.ask("POST", `/v1/campaigns/${id}/launches`, { at })
    expect(await editBlock("Free")).toEqual([409, "approval_required"])
    const change = { do: "change_content_block", id: innerId, content_block: { content: "Free" } }
    const { status, body } = await house.dev.ask("POST", "/v1/change-sets", { changes: [change] })
    expect([status, body.error.code]).toEqual([409, "approval_required"])
    await house.mona.ask("POST", `/v1/launches/${made.id}/cancel`)
    expect(await editBlock("Free")).toEqual([200, undefined])
  })

  it("is not edited while the campaign is started", async () => {
    const { id, editBlock } = await campaignWith({ kind: "api" })
    expect((await house.mona.ask("POST", `/v1/campaigns/${id}/start`)).status).toBe(200)
    expect(await editBlock("Free")).toEqual([409, "approval_required"])
    await needsAbove(null)
    expect(await editBlock("Free")).toEqual([200, undefined])
  })

  it("is not edited where it is a template", async () => {
    await approved()
    const { body } = await launch(house.mona)
    const refuses = () => house.inWorkspace((tx) => refuseTemplateEdit(tx, house.templateId))
    await expect(refuses()).rejects.toMatchObject({ code: "approval_required" })
    await house.mona.ask("POST", `/v1/launches/${body.id}/cancel`)
  })
})

describe("the size from which approval is needed", () => {
  it("lets smaller campaigns go", async () => {
    await needsAbove(3)
    expect((await launch(house.mona)).status).toBe(202)
    await needsAbove(2)
    expect((await launch(house.mona)).body.error).toMatchObject({ people: 3, above: 2 })
    await needsAbove(null)
    expect((await launch(house.mona)).status).toBe(202)
  })

  it("is chosen by those who manage the workspace", async () => {
    expect((await house.mona.ask("PATCH", "/v1/workspace", { approval_above: null })).status).toBe(403)
    expect((await house.owner.ask("PATCH", "/v1/workspace", { approval_above: -1 })).body.error.field).toBe(
      "approval_above",
    )
  })
})

describe("a campaign that is started", () => {
  const daily = { kind: "recurring", frequency: "daily", time: "12:00", starts_on: "2026-11-23" }
  const start = (by: Browser, id: string) => by.ask("POST", `/v1/campaigns/${id}/start`)

  it("is approved once for all of its occurrences, as long as it stays as it is", async () => {
    const id = await house.newCampaign(daily)
    expect((await start(house.mona, id)).body.error.code).toBe("approval_required")
    await approved(id)
    expect((await start(house.mona, id)).status).toBe(200)
    house.clock.advance(24 * 60 * 60_000)
    await makeDueLaunches(house.platform)
    const launches = async () =>
      (await house.mona.ask("GET", `/v1/launches?campaign_id=${id}`)).body.data.length
    expect(await launches()).toBe(1)
    await edit(house.mona, { control_share: 20 }, id)
    house.clock.advance(24 * 60 * 60_000)
    await makeDueLaunches(house.platform)
    expect(await launches()).toBe(1)
    const { body } = await house.mona.ask("GET", `/v1/campaigns/${id}/recurrence`)
    expect(body.problem).toMatchObject({ code: "approval_required" })
  })

  it("is not changed by editors who may not launch: the next occurrence would send it", async () => {
    await needsAbove(null)
    const id = await house.newCampaign({ ...daily, starts_on: "2026-12-24" })
    expect((await edit(house.dev, { control_share: 1 }, id)).status).toBe(200)
    expect((await start(house.mona, id)).status).toBe(200)
    expect((await edit(house.dev, { control_share: 2 }, id)).body.error.permission).toBe("campaigns:launch")
    const inSet = (campaign: object) => ({ changes: [{ do: "change_campaign", id, campaign }] })
    for (const path of ["/v1/change-sets", "/v1/change-sets/check"]) {
      const { status, body } = await house.dev.ask("POST", path, inSet({ control_share: 2 }))
      expect([status, body.error.code, body.error.issues[0].field]).toEqual([403, "forbidden", "changes.0"])
    }
    expect((await house.dev.ask("POST", "/v1/change-sets", inSet({ folder: "Sales" }))).status).toBe(200)
    expect((await house.mona.ask("GET", `/v1/campaigns/${id}`)).body.control_share).toBe(1)
    expect((await edit(house.dev, { name: "Renamed" }, id)).status).toBe(200)
    expect((await edit(house.mona, { control_share: 2 }, id)).status).toBe(200)
  })

  it("that the API delivers is broadcast as it was approved, and not before", async () => {
    const id = await house.newCampaign({ kind: "api" })
    expect((await start(house.mona, id)).body.error.code).toBe("approval_required")
    await needsAbove(null)
    expect((await start(house.mona, id)).status).toBe(200)
    await needsAbove(0)
    const broadcast = () => house.mona.ask("POST", `/v1/campaigns/${id}/broadcast`, {})
    expect((await broadcast()).body.error.code).toBe("approval_required")
    await house.mona.ask("POST", `/v1/campaigns/${id}/stop`)
    await approved(id)
    expect((await start(house.mona, id)).status).toBe(200)
    expect((await broadcast()).status).toBe(202)
  })
})

it("those who may approve are told, and those who may launch of the decision", async () => {
  const { body } = await ask(house.mona)
  const kinds = async (by: Browser) =>
    (await by.ask("GET", "/v1/notifications")).body.data.map(
      ({ about }: { about: { kind: string; campaign_id?: string } }) =>
        about.campaign_id === campaignId ? about.kind : "",
    )
  expect(await kinds(house.max)).toContain("approval_asked")
  expect(await kinds(house.dev)).not.toContain("approval_asked")
  await decide(house.max, body.id)
  expect(await kinds(house.mona)).toContain("approval_decided")
})

it("the audit log has what was asked for, and who decided", async () => {
  await approved()
  const { body } = await house.owner.ask("GET", "/v1/audit?subject=campaign_approval")
  const told = body.data.map(({ action, actor }: { action: string; actor: { name: string } }) => [
    action,
    actor.name,
  ])
  expect(told.slice(0, 2)).toEqual([
    ["campaign_approval.updated", "max"],
    ["campaign_approval.created", "mona"],
  ])
})
