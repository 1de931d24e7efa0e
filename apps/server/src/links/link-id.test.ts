import fc from "fast-check"
import { v7 } from "uuid"
import { describe, expect, it } from "vitest"
import { linkIds, mostLinks, mostSameLinks } from "./link-id.ts"

const ids = linkIds({ derive: () => "ab".repeat(32) })

describe("the id of a link", () => {
  it("is 22 letters and digits, and tells the link, its place and the message again", () => {
    const link = fc.nat({ max: mostLinks })
    const nth = fc.nat({ max: mostSameLinks - 1 })
    const message = fc.nat({ max: 4_000_000_000_000 }).map((msecs) => v7({ msecs }))
    fc.assert(
      fc.property(link, nth, message, (linkId, nth, message) => {
        const id = ids.make(linkId, nth, message)
        expect(id).toMatch(/^[0-9A-Za-z]{22}$/)
        const read = ids.read(id)
        expect(read).toMatchObject({ linkId, nth })
        expect((read?.message.from ?? "") <= message && message <= (read?.message.to ?? "")).toBe(true)
        expect(read?.message.at.getTime()).toBe(Number.parseInt(message.replace("-", "").slice(0, 12), 16))
      }),
    )
  })

  it("that is changed in any letter, cut off, or made with another key is none", () => {
    const id = ids.make(7, 0, v7())
    for (let at = 0; at < id.length; at++) {
      const changed = id.slice(0, at) + (id[at] === "7" ? "8" : "7") + id.slice(at + 1)
      expect(ids.read(changed)).toBeUndefined()
    }
    for (const other of ["", id.slice(1), `${id}0`, "z".repeat(22), `${id.slice(0, -1)}-`])
      expect(ids.read(other)).toBeUndefined()
    expect(linkIds({ derive: () => "cd".repeat(32) }).read(id)).toBeUndefined()
  })
})
