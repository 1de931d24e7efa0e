/** Who of an audience gets which variant, and who gets nothing for comparison. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { openCampaign } from "../testing/open-campaign.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
beforeAll(async () => {
  opened = await openCampaign({ people: 400 })
})
afterAll(() => opened.close())

const recipientsOf = (sourceId: string) =>
  opened.platform.db.system((tx) =>
    tx
      .selectFrom("recipients")
      .select(["contact_id", "variant", "is_control"])
      .where("source_id", "=", sourceId)
      .orderBy("contact_id")
      .execute(),
  )

async function brought(change: object) {
  await opened.api("PATCH", `campaigns/${opened.campaignId}`, change)
  const id = await opened.launch()
  while (await opened.expand());
  const recipients = await recipientsOf(id)
  await opened.endAll()
  return recipients
}

it("people are spread over variants and control by their shares, and stay where they were", async () => {
  const { variants } = (await opened.api("GET", `campaigns/${opened.campaignId}`)).body
  const [first] = variants
  const three = { ...first, weight: 3 }
  const change = { variants: [three, { name: "B", content: first.content }], control_share: 20 }
  const before = await brought(change)
  const count = (which: (one: (typeof before)[number]) => boolean) => before.filter(which).length
  // 400 people: three quarters and a fifth, give or take five standard deviations.
  expect(before).toHaveLength(400)
  expect(Math.abs(count(({ variant }) => variant === 0) - 300)).toBeLessThan(44)
  expect(Math.abs(count(({ is_control }) => is_control) - 80)).toBeLessThan(40)
  expect(count(({ variant, is_control }) => variant === 1 && is_control)).toBeGreaterThan(0)
  expect(await brought({})).toEqual(before)
})
