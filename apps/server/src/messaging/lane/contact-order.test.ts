import { describe, expect, it } from "vitest"
import { ContactOrder, type Link } from "./contact-order.ts"

const now = new Date("2026-11-22T12:00:00Z")
const inMs = (ms: number) => new Date(now.getTime() + ms)
const link = (id: string, contactId = "ana", priorityClass = 0): Link => ({
  id,
  contactId,
  class: priorityClass,
})

describe("messages to one contact", () => {
  it("wait for the answer to the one before, in their order", () => {
    const order = new ContactOrder()
    const [first, second, third] = ["1", "2", "3"].map((id) => link(id)) as [Link, Link, Link]
    expect([first, second, third].map((one) => order.begin(one, now))).toEqual(["go", "behind", "behind"])
    expect(order.end(first)).toEqual({ next: second, later: [] })
    expect(order.begin(link("4"), now)).toBe("behind")
    expect(order.end(second)).toEqual({ next: third, later: [] })
  })

  it("of another class, or to others, wait for nothing", () => {
    const order = new ContactOrder()
    expect([link("1"), link("2", "ana", 3), link("3", "ben")].map((one) => order.begin(one, now))).toEqual([
      ...["go", "go", "go"],
    ])
  })

  it("wait as long as the one before that goes again", () => {
    const order = new ContactOrder()
    const [first, second] = [link("1"), link("2")]
    order.begin(first, now)
    order.begin(second, now)
    const again = { at: inMs(4_000), reason: "131000" }
    expect(order.end(first, again)).toEqual({ next: undefined, later: [second] })
    expect(order.begin(second, inMs(10))).toEqual({ until: again.at, reason: "131000" })
    expect(order.begin(first, inMs(4_000))).toBe("go")
    expect(order.begin(second, inMs(4_000))).toBe("behind")
    expect(order.end(first)).toEqual({ next: second, later: [] })
  })

  it("stop waiting for one that does not come back", () => {
    const order = new ContactOrder()
    order.begin(link("1"), now)
    order.end(link("1"), { at: inMs(1_000), reason: "131000" })
    expect(order.begin(link("2"), inMs(1_001))).toEqual({ until: inMs(2_001), reason: "131000" })
    expect(order.begin(link("2"), inMs(6_000))).toBe("go")
  })

  it("are handed back when they wait too long", () => {
    const order = new ContactOrder()
    const [first, second, third] = ["1", "2", "3"].map((id) => link(id)) as [Link, Link, Link]
    for (const one of [first, second, third]) order.begin(one, now)
    expect(order.takeWaiting(({ id }) => id === "2")).toEqual([second])
    expect(order.end(first)).toEqual({ next: third, later: [] })
  })
})
