import { beforeEach, describe, expect, it } from "vitest"
import { forgetOwn, ownKey } from "../../api/own-keys.ts"
import { continueDraft, type Draft, forgetDraft, keepDraft, keptForMs, readDraft } from "./drafts.ts"

const atMs = Date.parse("2026-11-22T12:00:00Z")
const empty = { name: "", tags: [""] }
const draft: Draft<typeof empty> = {
  base: { values: { name: "Ana", tags: [] }, revision: 3 },
  values: { name: "Eva", tags: ["vip"] },
  atMs,
  tab: "1",
}
const words = { name: "Name", tags: "Tags" }

/** As a browser has it. */
function storageOf(entries = new Map<string, string>()): Storage {
  return {
    get length() {
      return entries.size
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (name) => entries.get(name) ?? null,
    setItem: (name, value) => void entries.set(name, value),
    removeItem: (name) => void entries.delete(name),
    clear: () => entries.clear(),
  }
}

let storage: Storage
beforeEach(() => {
  storage = storageOf()
  keepDraft(storage, "contact 1", draft)
})

describe("what was typed into a form", () => {
  it("is found again under the form's name, until it is forgotten", () => {
    expect(readDraft(storage, "contact 1", empty, atMs)).toEqual(draft)
    expect(readDraft(storage, "contact 2", empty, atMs)).toBeUndefined()
    forgetDraft(storage, "contact 1")
    expect(readDraft(storage, "contact 1", empty, atMs)).toBeUndefined()
  })

  it("is dropped where the form has other fields by now", () => {
    expect(readDraft(storage, "contact 1", { ...empty, zone: "" }, atMs)).toBeUndefined()
    expect(storage.length).toBe(0)
  })

  it("is dropped after two weeks also where another form is opened, as by another member", () => {
    storage.setItem("other", "stays")
    expect(readDraft(storage, "contact 2", empty, atMs + keptForMs - 1)).toBeUndefined()
    expect(storage.length).toBe(2)
    expect(readDraft(storage, "contact 2", empty, atMs + keptForMs)).toBeUndefined()
    expect([storage.length, storage.key(0)]).toEqual([1, "other"])
  })

  it("is dropped when nobody came back to it for two weeks", () => {
    expect(readDraft(storage, "contact 1", empty, atMs + keptForMs - 1)).toEqual(draft)
    expect(readDraft(storage, "contact 1", empty, atMs + keptForMs)).toBeUndefined()
    expect(storage.length).toBe(0)
  })

  it("goes with all else that is kept of its member when its member signs out, and nothing else does", () => {
    storage.setItem("color-scheme", "dark")
    keepDraft(storage, "contact 2", draft)
    storage.setItem(ownKey("answer 3"), "Yes, until six")
    forgetOwn(storage)
    expect([storage.length, storage.key(0)]).toEqual([1, "color-scheme"])
  })

  it("may find no room", () => {
    const full = {
      ...storageOf(),
      setItem: () => {
        throw new Error("QuotaExceededError")
      },
    }
    expect(() => keepDraft(full, "contact 1", draft)).not.toThrow()
  })
})

describe("a form continued with a draft", () => {
  const now = { values: { name: "Ana Maria", tags: ["old"] }, revision: 4 }

  it("is still based on the version that it was typed on, so that the server tells of a conflict", () => {
    expect(continueDraft(words, draft, now)).toEqual({ base: draft.base, values: draft.values })
  })

  it("where there are no versions, has what was typed on top of what there is now", () => {
    const unversioned = { ...draft, base: { values: { name: "Ana", tags: ["vip"] } } }
    const latest = { values: now.values }
    expect(continueDraft(words, unversioned, latest)).toEqual({
      base: latest,
      values: { name: "Eva", tags: ["old"] },
    })
  })
})
