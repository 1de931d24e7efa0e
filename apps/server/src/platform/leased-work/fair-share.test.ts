import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { shareOut } from "./fair-share.ts"

const none = { free: 0, mine: 0, givingBack: 0, others: [], leaving: 0 }

describe("the share of a worker", () => {
  it.each([
    ["everything, alone", { ...none, free: 8 }, { take: 8, giveBack: 0 }],
    [
      "half of it beside another that has none yet",
      { ...none, free: 8, others: [0] },
      { take: 4, giveBack: 0 },
    ],
    [
      "what is left beside another that has half",
      { ...none, free: 4, others: [4] },
      { take: 4, giveBack: 0 },
    ],
    ["half given back for a newcomer", { ...none, mine: 8, others: [0] }, { take: 0, giveBack: 4 }],
    [
      "nothing more while that ends",
      { ...none, mine: 4, givingBack: 4, others: [0] },
      { take: 0, giveBack: 0 },
    ],
    [
      "nothing more while others have not taken it",
      { ...none, free: 4, mine: 4, others: [0] },
      { take: 0, giveBack: 0 },
    ],
    [
      "one of one, however many others there are",
      { ...none, mine: 1, others: [0, 0, 0] },
      { take: 0, giveBack: 0 },
    ],
    [
      "kept above it where nobody has too little",
      { ...none, mine: 3, others: [1, 1] },
      { take: 0, giveBack: 1 },
    ],
    [
      "what a worker that goes will leave, when it has",
      { ...none, mine: 2, leaving: 2, others: [2] },
      { take: 0, giveBack: 0 },
    ],
  ])("is %s", (_what, sharing, expected) => {
    expect(shareOut(sharing)).toEqual(expected)
  })

  it("comes out even, in whatever order they look", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }),
        fc.nat(20),
        fc.infiniteStream(fc.nat()),
        (before, unheld, order) => {
          const held = [...before]
          let free = unheld
          const all = free + held.reduce((sum, each) => sum + each, 0)
          const share = Math.ceil(all / held.length)
          const look = (who: number) => {
            const mine = held[who] ?? 0
            const others = held.filter((_, other) => other !== who)
            const { take, giveBack } = shareOut({ ...none, free, mine, others })
            held[who] = mine + take - giveBack
            free += giveBack - take
            return take + giveBack
          }
          // In any order at first, and then each of them in turn until nobody finds anything to do.
          for (const number of order.take(20)) look(number % held.length)
          for (let round = 0; round < all + 2; round += 1) {
            const moved = held.reduce((sum, _, who) => sum + look(who), 0)
            if (moved === 0) break
          }
          expect(free).toBe(0)
          expect(Math.max(...held)).toBeLessThanOrEqual(share)
          expect(held.map((_, who) => look(who))).toEqual(held.map(() => 0))
        },
      ),
    )
  })
})
