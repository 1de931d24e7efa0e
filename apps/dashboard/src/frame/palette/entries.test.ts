import { IconHome } from "@tabler/icons-react"
import { describe, expect, it } from "vitest"
import { type Entry, matching } from "./entries.ts"

const entry = (label: string, more: Partial<Entry> = {}): Entry => ({
  id: label,
  label,
  icon: IconHome,
  run: () => undefined,
  ...more,
})
const all = [
  entry("Import contacts"),
  entry("Contacts", { keywords: ["people"] }),
  entry("Sign out", { keywords: ["log out"] }),
  entry("Audit log", { detail: "Settings" }),
]
const found = (typed: string) => matching(all, typed).map(({ label }) => label)

describe("what is typed", () => {
  it("finds by the beginnings of words, in any order", () => {
    expect(found("imp con")).toEqual(["Import contacts"])
    expect(found("cont imp")).toEqual(["Import contacts"])
    expect(found("ontacts")).toEqual([])
  })

  it("finds by keywords and details as well", () => {
    expect(found("people")).toEqual(["Contacts"])
    expect(found("settings aud")).toEqual(["Audit log"])
  })

  it("shows first what is called so", () => {
    expect(found("contacts")).toEqual(["Contacts", "Import contacts"])
    expect(found("log")).toEqual(["Audit log", "Sign out"])
  })

  it("that has no words shows everything", () => {
    expect(found(" … ")).toEqual(all.map(({ label }) => label))
  })
})
