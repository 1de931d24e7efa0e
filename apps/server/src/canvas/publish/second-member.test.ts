import { afterAll, beforeAll, expect, it } from "vitest"
import { reviewedCampaign } from "../../campaigns/testing/reviewed-campaign.ts"

let house: Awaited<ReturnType<typeof reviewedCampaign>>
beforeAll(async () => {
  house = await reviewedCampaign()
})
afterAll(() => house.close())

const newCanvas = async () => {
  const content = {
    kind: "template",
    template_id: house.templateId,
    values: { body: { first_name: "Ana", city: "Lima" } },
  }
  const steps = [{ id: "1", kind: "message", content }]
  const variants = [{ id: "a", name: "A", first: "1" }]
  const body = { name: "Welcome", number_id: house.numberId, variants, steps }
  return (await house.mona.ask("POST", "/v1/canvases", body)).body.id
}
const publish = (who: typeof house.mona, id: string) => who.ask("POST", `/v1/canvases/${id}/publish`)

it("is another one than edited it last, where what is sent needs a second member", async () => {
  const id = await newCanvas()
  expect((await house.owner.ask("PATCH", "/v1/workspace", { approval_above: 1_000 })).status).toBe(200)
  expect(await publish(house.mona, id)).toMatchObject({
    status: 409,
    body: { error: { code: "approval_required" } },
  })
  expect((await publish(house.vera, id)).status).toBe(403)
  expect((await publish(house.max, id)).status).toBe(200)
  await house.max.ask("PATCH", `/v1/canvases/${id}`, { control_share: 10 })
  expect((await publish(house.max, id)).body.error.code).toBe("approval_required")
  expect((await publish(house.mona, id)).status).toBe(200)
})

it("is nobody in particular, where it does not", async () => {
  await house.owner.ask("PATCH", "/v1/workspace", { approval_above: null })
  expect((await publish(house.mona, await newCanvas())).status).toBe(200)
})
