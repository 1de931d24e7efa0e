import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { parseWebhook } from "./parse.ts"
import { contact, fieldWebhook, messagesWebhook, statusWebhook } from "./samples.ts"
import { halveWebhook } from "./split-body.ts"

/** Every event of a body, each out of a body of its own. */
function oneByOne(json: unknown): unknown[] {
  const halves = halveWebhook(json)
  return halves ? halves.flatMap(oneByOne) : [json]
}

const message = (id: number) => ({
  from: contact.wa_id,
  id: `wamid.${id}`,
  timestamp: "1763798400",
  type: "text",
  text: { body: "Hi" },
})
const status = (id: number) => ({
  id: `wamid.${id}`,
  status: "read",
  timestamp: "1763798400",
  recipient_id: contact.wa_id,
})
const review = fieldWebhook("account_review_update", { decision: "APPROVED" })

describe("halving a webhook", () => {
  it("halves the statuses of one change, and keeps what is beside them", () => {
    const [one, other] = halveWebhook(statusWebhook(5)) ?? []
    expect(parseWebhook(one)).toEqual(parseWebhook(statusWebhook(5)).slice(0, 2))
    expect(parseWebhook(other)).toEqual(parseWebhook(statusWebhook(5)).slice(2))
  })

  it("ends at a single event, or at what is none", () => {
    for (const json of [
      statusWebhook(1),
      review,
      { object: "whatsapp_business_account" },
      "hello",
      null,
      [1, 2],
    ])
      expect(halveWebhook(json)).toBeUndefined()
  })

  it("loses no event and changes no order, however it is put together", () => {
    const change = fc.record({ statuses: fc.nat(4), messages: fc.nat(4) }).map(({ statuses, messages }) =>
      messagesWebhook({
        contacts: [contact],
        statuses: Array.from({ length: statuses }, (_, index) => status(index)),
        messages: Array.from({ length: messages }, (_, index) => message(index)),
      }),
    )
    const entries = fc.array(fc.oneof(change, fc.constant(review)), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(entries, (bodies) => {
        const json = { object: "whatsapp_business_account", entry: bodies.flatMap((body) => entriesOf(body)) }
        const single = oneByOne(json)
        const known = parseWebhook(json).filter((event) => event.kind !== "unknown")
        expect(
          single.flatMap((body) => parseWebhook(body)).filter((event) => event.kind !== "unknown"),
        ).toEqual(known)
        for (const one of single) expect(parseWebhook(one).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

const entriesOf = (body: unknown): unknown[] =>
  typeof body === "object" && body !== null && "entry" in body && Array.isArray(body.entry) ? body.entry : []
