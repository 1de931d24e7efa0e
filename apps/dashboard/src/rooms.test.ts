import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { staleAfter } from "./api/changes.ts"
import { places } from "./frame/places.ts"
import type { PageInTests } from "./page-in-tests.ts"
import { rooms } from "./rooms.ts"

const ofRooms = import.meta.glob<Readonly<Record<string, PageInTests>>>("./*/pages.ts", {
  eager: true,
  import: "pages",
})
const pages = Object.values(ofRooms).flatMap((known) => Object.entries(known))

const addresses = rooms.flatMap((room) =>
  room.routes.map(({ options }) => ("path" in options ? String(options.path) : "")),
)

it("every folder with a room is in the list", () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )
  const withRoom = folders.filter(({ parentPath, name }) =>
    readdirSync(`${parentPath}/${name}`).includes("room.ts"),
  )
  expect(withRoom.length).toBe(rooms.length)
})

it("every page is described to the browser tests, once", () => {
  expect(pages.map(([address]) => address).sort()).toEqual(addresses.toSorted())
})

describe("a place", () => {
  it("is in a section that the navigation has", () => {
    expect(places.length).toBe(rooms.flatMap((room) => room.places?.map(({ to }) => to) ?? []).length)
  })

  const opening = places.flatMap(({ to, label, permission, tabs }) =>
    [{ to, label }, ...(tabs?.others ?? [])].map((one) => ({ to: one.to, label: one.label, permission })),
  )
  it.each(opening)("is shown to those whose role opens its page: $label", ({ to, permission }) => {
    const [, page] = pages.find(([address]) => address === to) ?? []
    expect(page).toBeDefined()
    expect(permission).toBe(page?.opens)
  })
})

describe("a change that the server tells of", () => {
  const server = new URL("../../server/", import.meta.url)
  const announced = readdirSync(new URL("migrations/", server)).flatMap((file) => [
    ...readFileSync(new URL(`migrations/${file}`, server), "utf8").matchAll(
      /^CALL announced\('\w+', '(\w+)'/gm,
    ),
  ])
  const changes = readFileSync(new URL("src/events/screen-changes.ts", server), "utf8")
  const [recorded = ""] = /^ {2}type: ("\w+" \| )+"\w+"$/m.exec(changes) ?? []
  const kinds = new Set([
    ...announced.map(([, kind = ""]) => kind),
    ...[...recorded.matchAll(/"(\w+)"/g)].map(([, kind = ""]) => kind),
  ])

  it.each([...kinds])("of the kind %s makes old what some room names, not everything", (kind) => {
    expect(staleAfter([JSON.stringify({ type: kind })])("/v1/roles")).toBe(false)
  })

  it("is of one of many kinds", () => expect(kinds).toContain("contact"))
})
