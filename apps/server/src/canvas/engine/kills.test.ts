/** Workers die, stand in each other's way, and hear everything three times: people's ways are the same. */
import type { Occurrence } from "@parley/model"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { Database } from "../../platform/database/index.ts"
import { performDue } from "../tasks/perform.ts"
import { openCanvas } from "../testing/open-canvas.ts"
import { advanceDue } from "./advance.ts"
import { hearForCanvases } from "./hear.ts"
import { Versions } from "./versions.ts"

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const people = 6
const tries = 20

let opened: Awaited<ReturnType<typeof openCanvas>>
beforeAll(async () => {
  opened = await openCanvas({ people })
})
afterAll(() => opened.close())

class Killed extends Error {}

/** A worker that may die at any of its transactions: before it is committed, or after, so that nobody learns of it. */
function mortal(db: Database, dies: () => "before" | "after" | undefined): Database {
  const system: Database["system"] = async (work) => {
    const end = dies()
    const done = await db.system(async (tx) => {
      const answer = await work(tx)
      if (end === "before") throw new Killed()
      return answer
    })
    if (end === "after") throw new Killed()
    return done
  }
  return new Proxy(db, { get: (of, name) => (name === "system" ? system : Reflect.get(of, name, of)) })
}

/** The same numbers for the same seed. */
function numbersOf(seed: number): () => number {
  let state = seed * 2654435761
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const definition = () => ({
  re_entry: { kind: "after", seconds: 0 },
  steps: [
    {
      id: "1",
      kind: "context",
      variables: [{ name: "n", type: "number", value: "{{ 1 | plus: 1 }}" }],
      next: { next: "2" },
    },
    { id: "2", kind: "message", content: opened.template, next: { next: "3" } },
    {
      id: "3",
      kind: "wait_for_reply",
      within: { amount: 1, unit: "days" },
      paths: [{ id: "yes", name: "Yes", text: { op: "is", value: "yes" } }],
      next: { yes: "4", other: "5", no_reply: "5" },
    },
    {
      id: "4",
      kind: "user_update",
      changes: [{ do: "increase", name: "confirmed", by: 1 }],
      next: { next: "5" },
    },
    {
      id: "5",
      kind: "delay",
      wait: { kind: "for", length: { amount: 1, unit: "hours" } },
      next: { next: "6" },
    },
    { id: "6", kind: "message", content: opened.template },
  ],
})

interface Workers {
  /** Everything that is due is done. */
  settle(): Promise<void>
  hear(occurrences: readonly Occurrence[]): Promise<void>
}

/** Everybody enters, two thirds answer, and the days pass. @returns each one's way, and how much each was sent and confirmed */
async function play({ settle, hear }: Workers) {
  const id = await opened.publish(definition())
  const before = await confirmed()
  const recipients = opened.contactIds.map((contact_id) => ({ contact_id }))
  await opened.api("POST", `canvases/${id}/trigger`, { recipients })
  const sent: (string | null)[] = []
  const send = async () => {
    sent.push(...(await opened.send()).map(({ contact_id }) => contact_id))
    await settle()
  }
  await settle()
  await send()
  opened.clock.advance(minuteMs)
  const answers = await Promise.all(
    opened.contactIds.flatMap((contactId, place) =>
      place % 3 === 2 ? [] : [opened.wrote(contactId, place % 3 === 0 ? "Yes" : "Why?")],
    ),
  )
  await hear(answers)
  await settle()
  opened.clock.advance(hourMs + minuteMs)
  await settle()
  await send()
  opened.clock.advance(24 * hourMs)
  await settle()
  opened.clock.advance(hourMs + minuteMs)
  await settle()
  await send()
  opened.clock.advance(minuteMs)
  await settle()
  const after = await confirmed()
  return Promise.all(
    opened.contactIds.map(async (contactId, place) => ({
      way: await opened.way(id, contactId),
      messages: sent.filter((one) => one === contactId).length,
      confirmed: (after[place] ?? 0) - (before[place] ?? 0),
    })),
  )
}

const confirmed = () =>
  Promise.all(
    opened.contactIds.map(
      async (id): Promise<number> =>
        (await opened.api("GET", `contacts/${id}`)).body.attributes.confirmed ?? 0,
    ),
  )

/** What a worker that died had in hand is due again by then. */
const againMs = 3 * minuteMs

async function runAndWait(): Promise<void> {
  await opened.run()
  opened.clock.advance(againMs)
  await opened.run()
}

const usual: Workers = { settle: runAndWait, hear: (all) => opened.hear(...all) }

/** Two workers that die again and again. */
function mortals(seed: number): Workers {
  const next = numbersOf(seed)
  let left = 40
  const dies = () => {
    const number = next()
    if (left === 0 || number > 0.4) return undefined
    left -= 1
    return number < 0.2 ? "before" : "after"
  }
  const platform = { ...opened.platform, db: mortal(opened.platform.db, dies), logger: quiet }
  const survive = async (work: () => Promise<unknown>) => {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof Killed)) throw error
      }
    }
  }
  const worker = () => {
    const versions = new Versions()
    const hear = hearForCanvases(platform)
    return {
      work: async () => {
        await survive(() => advanceDue(platform, versions))
        await survive(() => performDue(platform, versions))
      },
      hear: (all: readonly Occurrence[]) => survive(() => hear(all)),
    }
  }
  const both = [worker(), worker()]
  return {
    async settle() {
      await Promise.all(both.map(({ work }) => work()))
      await runAndWait()
    },
    async hear(all) {
      const shuffled = all.toSorted(() => next() - 0.5)
      const halves = [shuffled.slice(0, 2), shuffled.slice(2)]
      for (let time = 0; time < 3; time++)
        await Promise.all(both.map(({ hear }, place) => hear(halves[(place + time) % 2] ?? [])))
    },
  }
}

const quiet = new Proxy(console, { get: () => () => undefined }) as never

it("every way is the way without faults: no double entry, no double step, no double message, nothing lost", async () => {
  const expected = await play(usual)
  expect(expected.map(({ way }) => way)).toEqual(
    opened.contactIds.map((_, place) =>
      place % 3 === 0
        ? "1:next 2:next 3:yes 4:next 5:next 6:next !end"
        : `1:next 2:next 3:${place % 3 === 1 ? "other" : "no_reply"} 5:next 6:next !end`,
    ),
  )
  for (let seed = 1; seed <= tries; seed++)
    expect(await play(mortals(seed)), `seed ${seed}`).toEqual(expected)
}, 240_000)
