import { describe, expect, it } from "vitest"
import { daysOf, type Entry, pageSize, reactionsIn, ticksChangeIn, withNewest, withOlder } from "./thread.ts"

const start = Date.parse("2026-11-22T12:00:00Z")
const at = (minute: number) => new Date(start + minute * 60_000).toISOString()

function entry(number: number, more: Partial<Entry> = {}): Entry {
  return {
    id: `id-${String(number).padStart(4, "0")}`,
    direction: "inbound",
    origin: "contact",
    at: at(number),
    type: "text",
    content: { type: "text", body: `Text ${number}` },
    shown: null,
    status: null,
    reason: null,
    wamid: `wamid.${number}`,
    consent_word: null,
    quoted_wamid: null,
    group_id: null,
    forwarded: null,
    referral: null,
    referred_product: null,
    errors: [],
    media: null,
    ...more,
  }
}
/** Entries from one number down to another, as the API gives them. */
const from = (newest: number, oldest: number) =>
  Array.from({ length: newest - oldest + 1 }, (_, step) => entry(newest - step))
const numbers = ({ entries }: { entries: readonly Entry[] }) => entries.map(({ id }) => Number(id.slice(3)))

describe("a thread", () => {
  it("of less than a page is all there is", () => {
    expect(withNewest(undefined, from(3, 1))).toEqual({ entries: from(3, 1), hasOlder: false })
  })

  it("keeps older pages while messages come, and shows none of them twice", () => {
    const first = withNewest(undefined, from(100, 51))
    expect(first.hasOlder).toBe(true)
    const whole = withOlder(first, from(50, 1))
    const later = withNewest(whole, from(103, 54))
    expect(numbers(later)).toEqual(numbers({ entries: from(103, 1) }))
    expect(withOlder(later, [])).toMatchObject({ hasOlder: false })
  })

  it("shows what a message has become, and not what is gone", () => {
    const known = withNewest(undefined, from(pageSize, 1))
    const read = entry(pageSize, { status: "read" })
    const now = withNewest(known, [read, ...from(pageSize - 2, 1), entry(0)])
    expect(now.entries[0]).toEqual(read)
    expect(numbers(now)).not.toContain(pageSize - 1)
  })

  it("starts again where more came than a page has", () => {
    const known = withOlder(withNewest(undefined, from(100, 51)), from(50, 1))
    expect(numbers(withNewest(known, from(300, 251)))).toEqual(numbers({ entries: from(300, 251) }))
  })
})

describe("its ticks", () => {
  const now = new Date(at(0))
  it.each([
    ["sent a moment ago", "sent", -1, 1_500],
    ["delivered a moment ago", "delivered", -1, 4_000],
    ["waiting for an hour", "queued", -60, 30_000],
    ["delivered an hour ago", "delivered", -60, false],
    ["read", "read", -1, false],
    ["failed", "failed", -1, false],
    ["sent two days ago", "sent", -2 * 24 * 60, false],
  ] as const)("of a message that is %s are asked for accordingly", (_, status, minute, ms) => {
    expect(ticksChangeIn([entry(1, { status, at: at(minute) })], now)).toBe(ms)
  })
})

describe("its days", () => {
  it("are those of the reader's zone, each from its first message to its last", () => {
    const entries = [entry(13 * 60), entry(11 * 60), entry(0)]
    expect(daysOf(entries, "UTC").map(({ day, entries }) => [day, numbers({ entries })])).toEqual([
      ["2026-11-22", [0, 11 * 60]],
      ["2026-11-23", [13 * 60]],
    ])
    expect(daysOf(entries, "America/Bogota").map(({ day }) => day)).toEqual(["2026-11-22"])
  })
})

describe("a reaction", () => {
  const reaction = (number: number, emoji: string | undefined, more: Partial<Entry> = {}) =>
    entry(number, { type: "reaction", content: { type: "reaction", messageId: "wamid.1", emoji }, ...more })

  it("is put on its message; the last one of each side counts", () => {
    const echo = { direction: "outbound", origin: "phone_app" } as const
    const entries = [reaction(5, "❤️", echo), reaction(4, "🎉"), reaction(3, "👍"), entry(1)]
    expect(reactionsIn(entries)).toEqual(new Map([["wamid.1", ["🎉", "❤️"]]]))
  })

  it("that was taken back is gone", () => {
    expect(reactionsIn([reaction(4, undefined), reaction(3, "👍"), entry(1)])).toEqual(new Map())
  })
})
