import { describe, expect, it } from "vitest"
import { defaultBehaviour, drawFate } from "./behaviour.ts"
import { bsuidOf, waIdOfBsuid } from "./bsuid.ts"

const occasion = {
  person: 4915123456789,
  messageId: 7,
  acceptedAtMs: 1_000_000,
  isMarketing: true,
  windowIsOpen: false,
  failCode: 0,
  isBlocked: false,
  livesMs: 30 * 24 * 3_600_000,
}

describe("what happens to a message", () => {
  it("is the same for the same person and message", () => {
    expect(drawFate(occasion, defaultBehaviour)).toEqual(drawFate(occasion, defaultBehaviour))
  })

  it("follows the shares over many messages", () => {
    const behaviour = { ...defaultBehaviour, unreachable_share: 0.1, read_share: 0.5 }
    const fates = Array.from({ length: 20_000 }, (_, i) =>
      drawFate({ ...occasion, person: 491510000000 + i, messageId: i }, behaviour),
    )
    const failed = fates.filter(({ failCode }) => failCode === 131026).length / fates.length
    const read = fates.filter(({ readAtMs }) => readAtMs !== null).length / fates.length
    expect(failed).toBeGreaterThan(0.09)
    expect(failed).toBeLessThan(0.11)
    expect(read).toBeGreaterThan(0.43)
    expect(read).toBeLessThan(0.47)
  })

  it("keeps its stages in order", () => {
    for (let i = 0; i < 2_000; i++) {
      const fate = drawFate(
        { ...occasion, messageId: i },
        { ...defaultBehaviour, read_share: 1, reply_share: 1 },
      )
      const times = [
        occasion.acceptedAtMs,
        fate.sentAtMs,
        fate.deliveredAtMs ?? 0,
        fate.readAtMs ?? 0,
        fate.replyAtMs ?? 0,
      ]
      expect(times).toEqual(times.toSorted((a, b) => a - b))
    }
  })

  it("gives up without a word what has not arrived when its time is over", () => {
    const away = { ...defaultBehaviour, delivered_ms: [61_000, 61_000] as [number, number] }
    expect(drawFate({ ...occasion, livesMs: 60_000 }, away)).toMatchObject({
      failCode: 0,
      deliveredAtMs: null,
    })
    expect(drawFate({ ...occasion, livesMs: 120_000 }, away).deliveredAtMs).not.toBeNull()
  })

  it("caps marketing only", () => {
    const behaviour = { ...defaultBehaviour, marketing_capped_share: 1 }
    expect(drawFate(occasion, behaviour).failCode).toBe(131049)
    expect(drawFate({ ...occasion, isMarketing: false }, behaviour).failCode).toBe(0)
    expect(drawFate({ ...occasion, windowIsOpen: true }, behaviour).failCode).toBe(0)
  })

  it("stays at one tick when the person has blocked the number", () => {
    const fate = drawFate({ ...occasion, isBlocked: true }, defaultBehaviour)
    expect(fate).toMatchObject({ failCode: 0, deliveredAtMs: null, readAtMs: null })
  })

  it("reports no delivery for those who read at once, when told so", () => {
    const fate = drawFate(occasion, { ...defaultBehaviour, read_share: 1, skip_delivered_share: 1 })
    expect(fate.deliveredAtMs).toBeNull()
    expect(fate.readAtMs).not.toBeNull()
  })
})

describe("business-scoped user ids", () => {
  it("lead back to the person within the business, and nowhere else", () => {
    for (const waId of ["4915123456789", "16505551234", "999999999999999", "12345"]) {
      const bsuid = bsuidOf(waId, "100200300417978")
      expect(bsuid).toMatch(/^[A-Z]{2}\.\d{20}$/)
      expect(waIdOfBsuid(bsuid, "100200300417978")).toBe(waId)
      expect(waIdOfBsuid(bsuid, "100200300417979")).toBeUndefined()
    }
  })
})
