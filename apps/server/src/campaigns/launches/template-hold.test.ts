import { afterAll, beforeAll, expect, it } from "vitest"
import { testPlatform } from "../../testing/platform.ts"
import { insertContent, seedNumber, seedSubscribers } from "../../testing/seed.ts"
import { insertCampaign } from "../testing/campaign.ts"
import { expandDue } from "./expand.ts"
import { createLaunch, reportLaunch } from "./launches.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let seeded: Awaited<ReturnType<typeof seedNumber>>

beforeAll(async () => {
  platform = await testPlatform()
  seeded = await seedNumber(platform)
  await seedSubscribers(platform, seeded.groupId, 3)
})
afterAll(() => platform.close())

const setStatus = (status: string, id = seeded.templateId) =>
  platform.db.system((tx) => tx.updateTable("templates").set({ status }).where("id", "=", id).execute())

/** Launches the content, and brings in the contacts that may enter. */
async function launch(contentId = seeded.contentId) {
  const { db, clock, workspaceId } = platform
  const now = clock.now()
  const id = await db.workspace(workspaceId, async (tx) => {
    const campaignId = await insertCampaign(tx, { workspaceId, numberId: seeded.numberId, contentId, now })
    return createLaunch(tx, campaignId, { at: now, now })
  })
  await expandDue(platform)
  return { id, report: () => db.workspace(workspaceId, (tx) => reportLaunch(platform, tx, id)) }
}

it.each(["PAUSED", "DISABLED", "REJECTED", "PENDING"])(
  "a launch whose template is %s brings nobody in, says so, and goes on when it is approved",
  async (status) => {
    await setStatus(status)
    const { report } = await launch()
    expect(await report()).toMatchObject({
      state: "scheduled",
      audience: 0,
      hold: {
        code: `template_${status.toLowerCase()}`,
        title: expect.stringContaining("summer (en_US)"),
        template: { id: seeded.templateId, status },
      },
    })
    await setStatus("APPROVED")
    await expandDue(platform)
    expect(await report()).toMatchObject({ audience: 3, hold: null })
  },
)

it("a launch whose contacts choose the language continues while one of the languages is approved", async () => {
  const { db, clock, workspaceId } = platform
  const now = clock.now()
  await setStatus("PAUSED")
  const contentId = await db.workspace(workspaceId, async (tx) => {
    const { name, category, parameter_format } = await tx
      .selectFrom("templates")
      .selectAll()
      .where("id", "=", seeded.templateId)
      .executeTakeFirstOrThrow()
    await tx
      .insertInto("templates")
      .values({
        workspace_id: workspaceId,
        business_account_id: seeded.accountId,
        name,
        language: "es",
        category,
        parameter_format,
        components: JSON.stringify([
          { type: "BODY", text: "Hola {{first_name}}, hoy empiezan las rebajas en {{city}}." },
        ]),
        status: "APPROVED",
        created_at: now,
        updated_at: now,
      })
      .execute()
    const body = {
      kind: "template",
      template_id: seeded.templateId,
      language: "contact",
      values: { body: { first_name: "you", city: "Lima" } },
    }
    return insertContent(tx, { workspaceId, templateId: seeded.templateId, body, now })
  })
  expect(await (await launch(contentId)).report()).toMatchObject({ audience: 3, hold: null })
})
