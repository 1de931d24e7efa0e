import type { Occurrence } from "@parley/model"
import { expect, it } from "vitest"
import { hearTogether } from "./hear-together.ts"

const of = (contact: string, count = 1): Occurrence[] =>
  Array.from({ length: count }, () => ({
    kind: "contact_created",
    workspace_id: "w",
    contact_id: contact,
    at: "2026-11-22T12:00:00.000Z",
  }))
const contactsOf = (occurrences: readonly Occurrence[]) => occurrences.map(({ contact_id }) => contact_id)

it("hears in one go what several ask for at once", async () => {
  const heard: string[][] = []
  const hear = hearTogether(async (occurrences) => {
    heard.push(contactsOf(occurrences))
  })
  await Promise.all([hear(of("a")), hear(of("b", 2)), hear(of("c"))])
  await hear(of("d"))
  expect(heard).toEqual([["a", "b", "b", "c"], ["d"]])
})

it("hears each for itself where all together cannot be, and only the one at fault fails", async () => {
  const hear = hearTogether(async (occurrences) => {
    if (contactsOf(occurrences).includes("b")) throw new Error("b")
  })
  const outcomes = await Promise.allSettled([hear(of("a")), hear(of("b")), hear(of("c"))])
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
})

it("hears no more than some thousands together", async () => {
  const heard: number[] = []
  const hear = hearTogether(async ({ length }) => {
    heard.push(length)
  })
  await Promise.all([hear(of("a", 1_500)), hear(of("b", 500)), hear(of("c", 1))])
  expect(heard).toEqual([2_000, 1])
})
