import { describe, expect, it } from "vitest"
import { sumUp } from "./import-summary.ts"

const read = {
  rows_read: 7,
  rows_refused: 1,
  rows_subscribed: 5,
  rows_unsubscribed: 1,
  rows_of_events: 0,
  rows_of_purchases: 0,
  is_complete: true,
}
const amount = (count: number) => count.toLocaleString("en")
const told = { fileName: "people.csv", group: "Lumen Coffee", amount }

describe("an import that is about to start", () => {
  it("asks with the rows that would be taken, and says who subscribes to what", () => {
    expect(sumUp(read, told)).toEqual({
      question: "Import 6 rows?",
      rows: "6 rows will be imported, 1 skipped.",
      consent: "5 subscribe to Lumen Coffee, 1 unsubscribes.",
    })
  })

  it("names the file where only its start was read, and says so with each figure", () => {
    const long = { ...read, rows_read: 1_200, rows_refused: 0, rows_unsubscribed: 0, is_complete: false }
    expect(sumUp(long, told)).toEqual({
      question: "Import people.csv?",
      rows: "In the first part of the file: 1,200 rows will be imported.",
      consent: "In the first part of the file: 5 subscribe to Lumen Coffee.",
    })
  })

  it("says that no one is subscribed where no group is chosen, or no row says anything", () => {
    const silent = { ...read, rows_subscribed: 0, rows_unsubscribed: 0 }
    expect(sumUp(silent, { ...told, group: undefined }).consent).toBe(
      "No subscription group is chosen, so no one is subscribed.",
    )
    expect(sumUp(silent, told).consent).toBe(
      "The file has no consent for Lumen Coffee, so no one is subscribed.",
    )
  })

  it("says of events that they change no subscriptions", () => {
    const events = { ...read, rows_subscribed: 0, rows_unsubscribed: 0, rows_of_events: 6 }
    expect(sumUp(events, { ...told, group: undefined }).consent).toMatch(/^Events change no subscriptions/)
  })

  it.each([
    [{ rows_read: 1, rows_refused: 0 }, "Import 1 row?"],
    [{ rows_read: 2_000, rows_refused: 0 }, "Import 2,000 rows?"],
  ])("counts in plain words: %j", (rows, question) => {
    expect(sumUp({ ...read, ...rows }, told).question).toBe(question)
  })
})
