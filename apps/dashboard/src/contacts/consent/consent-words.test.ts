import { describe, expect, it } from "vitest"
import { actorInWords } from "./actor-words.ts"
import { standings } from "./standings.ts"

it.each([
  ["member:1", "Mara", "Mara"],
  ["member:1", null, "A former member"],
  ["api_key:1", "Shop", "API key Shop"],
  ["api_key:1", null, "API key"],
  ["contact", null, "The contact"],
  ["system", null, "System"],
])("a consent by %s called %s was recorded by %s", (actor, actor_name, words) => {
  expect(actorInWords({ actor, actor_name })).toBe(words)
})

describe("how a person stands", () => {
  const group = (id: string, archived_at: string | null = null) => ({
    id,
    name: `Group ${id}`,
    number_id: `number-${id}`,
    archived_at,
    created_at: "2026-11-22T12:00:00.000Z",
    double_opt_in: false,
    answers_unsubscribed: true,
    revision: 1,
  })
  const subscription = (id: string) => ({
    subscription_group_id: id,
    number_id: `number-${id}`,
    state: "subscribed" as const,
    changed_at: "2026-11-22T12:00:00.000Z",
  })

  it("is said of every group in use, and of archived ones they have said something to", () => {
    const groups = [
      group("1"),
      group("2", "2026-11-22T12:00:00.000Z"),
      group("3", "2026-11-22T12:00:00.000Z"),
    ]
    expect(standings({ groups, subscriptions: [subscription("2")], reach: undefined })).toEqual([
      { groupId: "1", name: "Group 1", isArchived: false, state: null, reach: undefined },
      { groupId: "2", name: "Group 2", isArchived: true, state: "subscribed", reach: undefined },
    ])
  })
})
