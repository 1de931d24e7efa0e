import { afterAll, beforeAll, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"
import { runChecks } from "./run-checks.ts"

let campaign: Awaited<ReturnType<typeof openCampaign>>
let people: string[]
beforeAll(async () => {
  campaign = await openCampaign({ people: 5 })
  const { id, definition } = await campaign.inWorkspace((tx) =>
    tx.selectFrom("campaigns").select(["id", "definition"]).executeTakeFirstOrThrow(),
  )
  const text = { type: "text", text: { body: "Hello {{ contact.first_name }}" } }
  const said = { name: "Text", weight: 1, content: { kind: "free_form", message: text } }
  expect(definition).toBeTruthy()
  expect((await campaign.api("PATCH", `campaigns/${id}`, { variants: [said] })).status).toBe(200)
  const rows = await campaign.inWorkspace((tx) =>
    tx.selectFrom("contacts").select("id").orderBy("id").execute(),
  )
  people = rows.map((row) => row.id)
  const names = ["Ana", "", "x".repeat(4_100), "Bo", "Cy"]
  for (const [index, first_name] of names.entries())
    await campaign.inWorkspace((tx) =>
      tx
        .updateTable("contacts")
        .set({ first_name })
        .where("id", "=", people[index] ?? "")
        .execute(),
    )
})
afterAll(() => campaign.close())

const start = async (scope: "sample" | "all") =>
  (await campaign.api("POST", `campaigns/${campaign.campaignId}/checks`, { scope })).body
const read = async (id: string) =>
  (await campaign.api("GET", `campaigns/${campaign.campaignId}/checks/${id}`)).body

it.each(["sample", "all"] as const)(
  "a check of %s people finds what would go wrong, and which people it concerns",
  async (scope) => {
    const { id, ...made } = await start(scope)
    expect(made).toMatchObject({ state: "running", people: 5, checked: 0, findings: [] })
    await Promise.all([runChecks(campaign.platform), runChecks(campaign.platform)])
    while (await runChecks(campaign.platform));
    const { findings, ...done } = await read(id)
    expect(done).toMatchObject({ state: "completed", checked: 5 })
    expect(findings).toMatchObject([
      { code: "text_too_long", people: 1, contact_ids: [people[2]], variant: { name: "Text" } },
    ])
  },
)

it("one that there is not, or of another campaign, is not found", async () => {
  const { id } = await start("sample")
  const { body: copy } = await campaign.api("POST", `campaigns/${campaign.campaignId}/duplicate`)
  expect((await campaign.api("GET", `campaigns/${copy.id}/checks/${id}`)).status).toBe(404)
})
