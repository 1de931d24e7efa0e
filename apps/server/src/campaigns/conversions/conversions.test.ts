/** What people do after a message of a campaign counts for it, once for each of them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { mergeContacts } from "../../contacts/index.ts"
import { openCampaign } from "../testing/open-campaign.ts"
import { sentCampaign } from "../testing/sent-campaign.ts"

let opened: Awaited<ReturnType<typeof openCampaign>>
let sent: ReturnType<typeof sentCampaign>
beforeAll(async () => {
  opened = await openCampaign({ people: 40 })
  sent = sentCampaign(opened)
})
afterAll(() => opened.close())

const day = 24 * 60 * 60_000
const order = { currency: "EUR", products: [], source: "shop", order_id: "1" }

/** A campaign of its own, launched. @returns its results, and who it was sent to */
let results: () => Promise<Results>
let people: string[]
let control: string[]

interface Results {
  conversions: { count: number; revenue: { currency: string | null; amount: number }[] }[]
  lift: { control: { successes: number; trials: number }; conversions: { count: number }[] } | null
}

async function launched(change: object) {
  const base = (await opened.api("GET", `campaigns/${opened.campaignId}`)).body
  const { variants, number_id } = base
  const made = await opened.api("POST", "campaigns", {
    name: "Sale",
    number_id,
    variants: variants.map(({ name, content }: { name: string; content: object }) => ({ name, content })),
    ...change,
  })
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  await opened.api("POST", `campaigns/${made.body.id}/launches`, {})
  const messages = await sent.sendAll()
  people = messages.flatMap(({ contactId, isControl }) => (isControl ? [] : [contactId]))
  control = messages.flatMap(({ contactId, isControl }) => (isControl ? [contactId] : []))
  results = async () => {
    const { body } = await opened.api("GET", `campaigns/${made.body.id}/results`)
    return { conversions: body.variants[0].conversions, lift: body.lift }
  }
}

const bought = { on: "event", name: "bought", within: { amount: 3, unit: "days" } }

beforeEach(() => opened.endAll())

const counts = async () => (await results()).conversions.map(({ count }) => count)

describe("a conversion", () => {
  it("counts once for each person, however often they do it and it is heard of", async () => {
    await launched({ conversions: [bought] })
    opened.clock.advance(day)
    await sent.did(people.slice(0, 2), { name: "bought" }, 3)
    await sent.did(people.slice(1, 3), { name: "bought" })
    await sent.did(people, { name: "looked" })
    expect(await counts()).toEqual([3])
  })

  it("counts from the message on, until its window is over", async () => {
    const [first = "", second = ""] = people
    const before = opened.clock.now()
    opened.clock.advance(60_000)
    await launched({ conversions: [bought] })
    await sent.did([first], { name: "bought", at: before })
    expect(await counts()).toEqual([0])
    opened.clock.advance(3 * day)
    await sent.did([first], { name: "bought" })
    await sent.did([second], { name: "bought", at: new Date(opened.clock.now().getTime() - 1) })
    expect(await counts()).toEqual([1])
  })

  it("goes on when the launch is over", async () => {
    await launched({ conversions: [bought] })
    await opened.tidy()
    opened.clock.advance(2 * day)
    await sent.did(people.slice(0, 1), { name: "bought" })
    expect(await counts()).toEqual([1])
  })

  it("is of people who got the campaign", async () => {
    const audience = { all: [{ on: "contact", field: "phone", op: "equals", value: "+15550000000" }] }
    await launched({ conversions: [bought], audience })
    const { body } = await opened.api("GET", "contacts?limit=1")
    await sent.did([body.data[0].id], { name: "bought" })
    expect(await counts()).toEqual([0])
  })

  it("has conditions on properties, and each of several is counted", async () => {
    await launched({
      conversions: [
        { ...bought, where: [{ property: "color", op: "equals", value: "red" }] },
        { on: "order_placed", within: { amount: 1, unit: "weeks" } },
      ],
    })
    const [first = "", second = ""] = people
    await sent.did([first], { name: "bought", properties: { color: "red" } })
    await sent.did([second], { name: "bought", properties: { color: "blue" } })
    await sent.did([first], { name: "ecommerce.order_placed", properties: { ...order, total_value: 10 } })
    expect(await counts()).toEqual([1, 1])
  })

  it("adds up the revenue of all that is done, by currency", async () => {
    const revenue = { property: "price", currency: "USD" }
    await launched({
      conversions: [
        { ...bought, revenue },
        { on: "order_placed", within: { amount: 1, unit: "days" } },
      ],
    })
    const [first = "", second = ""] = people
    await sent.did([first, second], { name: "bought", properties: { price: 10.1 } })
    await sent.did([first], { name: "bought", properties: { price: 0.2 } }, 2)
    await sent.did([first], { name: "bought", properties: { price: "much" } })
    await sent.did([second], { name: "ecommerce.order_placed", properties: { ...order, total_value: 99.5 } })
    expect((await results()).conversions).toMatchObject([
      { count: 2, revenue: [{ currency: "USD", amount: 20.4 }] },
      { count: 1, revenue: [{ currency: "EUR", amount: 99.5 }] },
    ])
  })

  it("of the control group is counted apart", async () => {
    await launched({ conversions: [bought], control_share: 50 })
    expect(control.length).toBeGreaterThan(0)
    await sent.did([...people, ...control.slice(0, 1)], { name: "bought" })
    expect(await counts()).toEqual([people.length])
    expect((await results()).lift).toMatchObject({
      control: { successes: 1, trials: control.length },
      conversions: [{ count: 1 }],
    })
  })

  it("of two contacts who prove to be one person is one", async () => {
    await launched({ conversions: [bought] })
    const [from = "", into = ""] = people
    await sent.did([from, into], { name: "bought" })
    expect(await counts()).toEqual([2])
    const { workspaceId, clock, rooms } = opened.platform
    await opened.inWorkspace((tx) =>
      mergeContacts(tx, { workspaceId, now: clock.now(), rooms }, [{ from, into }]),
    )
    expect(await counts()).toEqual([1])
    await sent.did([into], { name: "bought" })
    expect(await counts()).toEqual([1])
  })
})

it("a campaign has four conversions at most, of 30 days at most", async () => {
  const refused = async (conversions: object[]) =>
    (await opened.api("POST", "campaigns", { name: "Sale", conversions })).status
  expect(await refused(Array.from({ length: 5 }, () => bought))).toBe(422)
  expect(await refused([{ ...bought, within: { amount: 31, unit: "days" } }])).toBe(422)
  expect(await refused([{ ...bought, within: { amount: 30, unit: "days" } }])).toBe(201)
})
