import { describe, expect, it } from "vitest"
import { Ways } from "./ways.ts"

const minuteMs = 60_000
const offer = { marketingTemplate: "offer", wantsOptimized: true, optimizes: true }
const news = { ...offer, marketingTemplate: "news" }
const off = { ...offer, optimizes: false }
const opted = () => new Ways()

/** The way that a message takes, refused by Meta with this code where one is given. */
function go(ways: Ways, sent: Parameters<Ways["of"]>[0], nowMs: number, code?: number) {
  const way = ways.of(sent, nowMs)
  const other = code === undefined ? undefined : ways.refused(sent, way, code, nowMs)
  return [way.endpoint, way.otherWayFor, other?.endpoint]
}

describe("the way of a message", () => {
  it("is the Marketing Messages API for marketing, where the account has it on and the campaign wants it", () => {
    expect(go(opted(), offer, 0)).toEqual(["marketing_messages", null, undefined])
    expect(go(opted(), off, 0)).toEqual(["messages", null, undefined])
    expect(go(opted(), { ...offer, wantsOptimized: false }, 0)).toEqual(["messages", null, undefined])
    expect(go(opted(), { ...offer, marketingTemplate: null }, 0)).toEqual(["messages", null, undefined])
  })

  it("is Cloud API for ten minutes for a template that Meta is still making ready, and no other", () => {
    const ways = opted()
    expect(go(ways, offer, 0, 134101)).toEqual(["marketing_messages", null, "messages"])
    expect(go(ways, offer, 10 * minuteMs - 1)).toEqual(["messages", 134101, undefined])
    expect(go(ways, news, 1)).toEqual(["marketing_messages", null, undefined])
    expect(go(ways, offer, 10 * minuteMs)).toEqual(["marketing_messages", null, undefined])
  })

  it("is Cloud API for everything of an account whose business has not accepted the terms", () => {
    const ways = opted()
    go(ways, offer, 0, 131055)
    expect(go(ways, news, 1)).toEqual(["messages", 131055, undefined])
  })

  it("is the Marketing Messages API for what Cloud API refuses, also where the campaign did not want it", () => {
    const ways = opted()
    const plain = { ...offer, wantsOptimized: false }
    expect(go(ways, plain, 0, 131061)).toEqual(["messages", null, "marketing_messages"])
    expect(go(ways, plain, 1)).toEqual(["marketing_messages", 131061, undefined])
    go(ways, { ...news, wantsOptimized: false }, 2, 131063)
    expect(go(ways, { ...offer, marketingTemplate: "third", wantsOptimized: false }, 3)[0]).toBe(
      "marketing_messages",
    )
  })

  it("is changed once: what both ways refuse is refused", () => {
    const ways = opted()
    go(ways, offer, 0, 134101)
    expect(go(ways, offer, 1, 131061)).toEqual(["messages", 134101, undefined])
  })

  it("is the usual one again where the other way says the same, as of a value that is wrong", () => {
    const ways = opted()
    expect(go(ways, offer, 0, 131009)[2]).toBe("messages")
    expect(go(ways, offer, 1, 131009)).toEqual(["messages", 131009, undefined])
    expect(go(ways, offer, 2)).toEqual(["marketing_messages", null, undefined])
    go(ways, offer, 3, 200)
    go(ways, news, 4, 200)
    expect(go(ways, news, 5)[0]).toBe("marketing_messages")
  })

  it("is closed for a template that Meta makes ready for an account that has no other way", () => {
    const ways = opted()
    go(ways, offer, 0, 134101)
    const way = ways.of(offer, 1)
    expect(ways.closedFor(way, 131063)).toBe(134101)
    expect(ways.closedFor(way, 131049)).toBeUndefined()
    expect(ways.closedFor(ways.of(news, 1), 134101)).toBeUndefined()
    const barred = opted()
    go(barred, offer, 0, 131055)
    expect(barred.closedFor(barred.of(offer, 1), 131063)).toBeUndefined()
  })

  it("is not changed by other refusals, nor where the account has it off", () => {
    expect(go(opted(), offer, 0, 131049)[2]).toBeUndefined()
    expect(go(opted(), off, 0, 131063)[2]).toBeUndefined()
    expect(go(opted(), { ...offer, marketingTemplate: null }, 0, 131063)[2]).toBeUndefined()
  })
})
