import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openCampaign } from "../campaigns/testing/open-campaign.ts"
import { call } from "../testing/call.ts"
import { generateApiKey, storeApiKey } from "../workspaces/index.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  opened = await openCampaign()
})
afterAll(() => opened.close())

const push = (changes: object[]) => opened.api("POST", "change-sets", { changes })
const check = (changes: object[]) => opened.api("POST", "change-sets/check", { changes })
const everybody = { all: [] }
const text = (body: string) => ({ kind: "free_form", message: { type: "text", text: { body } } })
const names = async (what: string) =>
  (await opened.api("GET", `${what}?limit=100`)).body.data.map(({ name }: { name: string }) => name)

/** A block, a segment that another one is in, and a campaign that names all of them. */
function family(mark: string) {
  const inner = crypto.randomUUID()
  const outer = crypto.randomUUID()
  return [
    {
      do: "create_content_block",
      as: crypto.randomUUID(),
      content_block: { name: `bye_${mark}`, content: "Bye" },
    },
    { do: "create_segment", as: inner, segment: { name: `Inner ${mark}`, filter: everybody } },
    {
      do: "create_segment",
      as: outer,
      segment: { name: `Outer ${mark}`, filter: { on: "segment", op: "in", segment_id: inner } },
    },
    {
      do: "create_campaign",
      as: crypto.randomUUID(),
      campaign: {
        name: `Spring ${mark}`,
        number_id: opened.numberId,
        audience: { on: "segment", op: "in", segment_id: outer },
        variants: [{ name: "A", content: text(`{{content_blocks.\${bye_${mark}}}}`) }],
      },
    },
  ]
}

describe("a change set", () => {
  it("makes things that name each other", async () => {
    const { status, body } = await push(family("a"))
    expect([status, body.changes.length]).toEqual([200, 4])
    const campaign = (await opened.api("GET", `campaigns/${body.changes[3].id}`)).body
    expect(campaign.audience.segment_id).toBe(body.changes[2].id)
    expect(campaign.state).toBe("draft")
  })

  it("changes, archives and deletes what it made", async () => {
    const made = (await push(family("b"))).body.changes
    const [block, inner, outer, campaign] = made
    const { status, body } = await push([
      {
        do: "change_campaign",
        id: campaign.id,
        campaign: { archived: true, variants: [], audience: everybody, revision: campaign.revision },
      },
      { do: "delete_segment", id: outer.id },
      { do: "change_segment", id: inner.id, segment: { description: "Alone" } },
      { do: "delete_content_block", id: block.id },
    ])
    expect([
      status,
      body.changes?.map(({ revision }: { revision: number | null }) => revision === null),
    ]).toEqual([200, [false, true, false, true]])
    expect(await names("segments")).toContain("Inner b")
    expect(await names("segments")).not.toContain("Outer b")
    expect(await names("content-blocks")).not.toContain("bye_b")
  })

  it("is made whole or not at all, and says everything that is wrong", async () => {
    const changes = family("c")
    const refused = await push([
      ...changes,
      { do: "create_segment", as: crypto.randomUUID(), segment: { name: "Inner c", filter: everybody } },
      {
        do: "create_campaign",
        as: crypto.randomUUID(),
        campaign: {
          name: "Broken",
          number_id: opened.numberId,
          variants: [{ name: "A", content: text("{{ contact.first_name") }],
        },
      },
    ])
    expect(refused.status).toBe(409)
    expect(refused.body.error.issues).toMatchObject([
      { field: "changes.4.segment.name", code: "conflict" },
      { field: "changes.5.campaign.variants.0.content.message.text.body", code: "invalid_request" },
    ])
    expect(await names("segments")).not.toContain("Inner c")
  })

  it("says nothing of what names a change that failed", async () => {
    const [block, inner, ...rest] = family("d")
    const broken = {
      ...inner,
      segment: { name: "Inner d", filter: { on: "list", op: "in", list_id: crypto.randomUUID() } },
    }
    const { body } = await check([block ?? {}, broken, ...rest])
    expect(body.error.issues).toMatchObject([{ field: "changes.1.segment.filter.list_id" }])
  })

  it("is checked without being made", async () => {
    expect((await check(family("e"))).body).toEqual({ possible: true })
    expect(await names("segments")).not.toContain("Inner e")
    expect(await names("campaigns")).not.toContain("Spring e")
  })

  it("makes canvases that send people to each other, and publishes none", async () => {
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()]
    const sendsTo = (canvas_id: string | null) => [{ id: "on", kind: "send_to_canvas", canvas_id }]
    const canvas = (name: string, canvas_id: string | null) => ({
      name,
      number_id: opened.numberId,
      steps: sendsTo(canvas_id),
    })
    const { status, body } = await push([
      { do: "create_canvas", as: first, canvas: canvas("First", null) },
      { do: "create_canvas", as: second, canvas: canvas("Second", first) },
      { do: "change_canvas", id: first, canvas: { steps: sendsTo(second) } },
    ])
    expect(status).toBe(200)
    const [one, other] = body.changes
    const read = async (id: string) => (await opened.api("GET", `canvases/${id}`)).body
    expect(await read(one.id)).toMatchObject({ state: "draft", steps: [{ canvas_id: other.id }] })
    expect(await read(other.id)).toMatchObject({ state: "draft", steps: [{ canvas_id: one.id }] })
    const archived = await push([{ do: "change_canvas", id: one.id, canvas: { archived: true } }])
    expect([archived.status, await names("canvases")]).toEqual([200, ["Second"]])
  })

  it("says where in a canvas something is wrong", async () => {
    const steps = [
      { id: "ask", kind: "decision", filter: { on: "segment", op: "in", segment_id: crypto.randomUUID() } },
      { id: "on", kind: "send_to_canvas", canvas_id: crypto.randomUUID() },
    ]
    const create = (canvas: object) => ({
      do: "create_canvas",
      as: crypto.randomUUID(),
      canvas: { name: "C", ...canvas },
    })
    const { body } = await check([create({ steps }), create({ steps: steps.slice(1) })])
    expect(body.error.issues).toMatchObject([
      { field: "changes.0.canvas.steps.0.filter.segment_id" },
      { field: "changes.1.canvas.steps.0.canvas_id" },
    ])
    const shape = await check([create({ steps: [{ id: "on", kind: "exit", next: { next: "on" } }] })])
    expect([shape.status, shape.body.error.field]).toEqual([422, "changes.0.canvas.steps.0.next.next"])
  })

  it("is refused where someone was quicker", async () => {
    const [{ id, revision }] = (await push(family("f"))).body.changes
    const change = { do: "change_content_block", id, content_block: { content: "Ciao", revision } }
    expect((await push([change])).status).toBe(200)
    const late = await push([change])
    expect([late.status, late.body.error.issues]).toMatchObject([409, [{ field: "changes.0" }]])
  })

  it("takes the permission of each kind of change", async () => {
    const secret = generateApiKey()
    await opened.platform.db.system((tx) =>
      storeApiKey(tx, {
        workspaceId: opened.platform.workspaceId,
        name: "Segments",
        secret,
        now: opened.clock.now(),
        permissions: ["segments:write"],
      }),
    )
    const ask = (path: string, changes: unknown[]) =>
      call("POST", `${opened.url}/v1/${path}`, { changes }, { authorization: `Bearer ${secret}` })
    for (const path of ["change-sets", "change-sets/check"])
      expect((await ask(path, family("g"))).body.error).toMatchObject({ code: "forbidden" })
    const canvas = [{ do: "create_canvas", as: crypto.randomUUID(), canvas: { name: "Ours" } }]
    expect((await ask("change-sets", canvas)).status).toBe(403)
    expect((await ask("change-sets", family("g").slice(1, 2))).status).toBe(200)
  })

  it("names a number, a segment or a campaign of another workspace as little as one that is nowhere", async () => {
    const nobody = crypto.randomUUID()
    const { body } = await check([
      { do: "change_campaign", id: nobody, campaign: { name: "Ours" } },
      { do: "delete_segment", id: nobody },
      { do: "delete_content_block", id: nobody },
    ])
    expect(body.error.issues.map(({ code }: { code: string }) => code)).toEqual([
      "not_found",
      "not_found",
      "not_found",
    ])
  })
})
