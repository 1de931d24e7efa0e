import { describe, expect, it } from "vitest"
import { chooseOne } from "./choose.ts"

interface Group {
  id: string
  name: string
}
const groups: Group[] = [
  { id: "1", name: "News" },
  { id: "2", name: "Offers" },
  { id: "3", name: "News" },
]
const choice = {
  what: "group",
  is: (group: Group) => [group.id, group.name],
  show: (group: Group) => `${group.name} ${group.id}`,
}

describe("choosing by what a person typed", () => {
  it("takes an id or a name", () => {
    expect(chooseOne(groups, "2", choice).id).toBe("2")
    expect(chooseOne(groups, "Offers", choice).id).toBe("2")
  })

  it("takes the only one there is when nothing was typed", () => {
    expect(chooseOne(groups.slice(0, 1), undefined, choice).id).toBe("1")
  })

  it("lists what there is when nothing, or more than one, fits", () => {
    expect(() => chooseOne(groups, undefined, choice)).toThrow(
      "There are 3 groups; say which:\n  News 1\n  Offers 2",
    )
    expect(() => chooseOne(groups, "News", choice)).toThrow(
      "Several groups are called News; give the id:\n  News 1\n  News 3",
    )
    expect(() => chooseOne(groups, "Old", choice)).toThrow("There is no group Old. There are:")
    expect(() => chooseOne([], "Old", choice)).toThrow("There is no group yet.")
  })
})
