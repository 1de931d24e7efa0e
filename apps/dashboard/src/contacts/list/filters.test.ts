import { expect, it } from "vitest"
import { asFilters, listFilters } from "./filters.ts"

const group = { id: "0199d1de-0000-7000-8000-000000000001", name: "Lumen Coffee" }

it("offers each group with what people can have said to it", () => {
  const [consent] = listFilters({ groups: [group], tags: [], lists: [] })
  expect(consent).toMatchObject({
    choices: [
      { label: "Lumen Coffee: subscribed" },
      { label: "Lumen Coffee: unsubscribed" },
      { value: `${group.id}:unknown`, label: "Lumen Coffee: unknown" },
    ],
  })
})

it("offers lists where there are any", () => {
  const names = (lists: { id: string; name: string }[]) =>
    listFilters({ groups: [], tags: [], lists }).map(({ name }) => name)
  expect(names([])).not.toContain("list_id")
  expect(names([{ id: group.id, name: "Guests" }])).toContain("list_id")
})

it("asks the API for what the address says", () => {
  expect(asFilters({ consent: `${group.id}:unknown`, country: "DE", search: "ana" })).toEqual({
    country: "DE",
    search: "ana",
    subscription_group_id: group.id,
    subscription_state: "unknown",
  })
})

it("passes over what nobody can choose", () => {
  expect(asFilters({ consent: "gone", language: "klingon", search: "" })).toEqual({})
  expect(asFilters({ consent: `${group.id}:maybe` })).toEqual({})
})
