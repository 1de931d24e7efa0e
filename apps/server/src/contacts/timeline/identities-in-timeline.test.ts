import { afterAll, beforeAll, expect, it } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { startContacts } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startContacts>>
beforeAll(async () => {
  api = await startContacts({ clock, worker: false })
})
afterAll(() => api.close())

const make = async (patch: object): Promise<string> => (await api.ask("POST", "contacts", patch)).body.id
const later = () => clock.advance(60_000)
const timeline = async (id: string, query = "") =>
  (await api.ask("GET", `contacts/${id}/timeline${query}`)).body

it("a timeline says under which names a contact was known, and until when", async () => {
  const id = await make({ phone: "+4915120000001" })
  later()
  await api.ask("PATCH", `contacts/${id}`, { phone: "+4915120000002" })
  const changedAt = clock.now().toISOString()
  later()
  await api.ask("POST", `contacts/${id}/aliases`, { label: "shop", name: "ana-7" })
  const { data } = await timeline(id)
  expect(data).toMatchObject([
    { kind: "identity", change: "added", identity: "alias", label: "shop", value: "ana-7" },
    { kind: "identity", change: "removed", identity: "phone", value: "+4915120000001", at: changedAt },
    { kind: "created" },
  ])
})

it("a timeline says which contacts proved to be the same person, those before them, too", async () => {
  const [first, second, third] = [
    await make({ external_id: "m-1", first_name: "Ana", last_name: "Ruiz" }),
    await make({ phone: "+4915120000011" }),
    await make({ phone: "+4915120000012" }),
  ]
  later()
  await api.ask("POST", "contacts/merge", { from: first, into: second })
  later()
  await api.ask("POST", "contacts/merge", { from: second, into: third })
  const { data } = await timeline(third)
  const merged = data.filter(({ kind }: { kind: string }) => kind === "merged")
  expect(merged).toMatchObject([
    { merged_contact_id: second, known_as: "Ana Ruiz" },
    { merged_contact_id: first, known_as: "Ana Ruiz" },
  ])
  const told = (await api.ask("GET", `contacts/${third}/export`)).body.merges
  expect(told).toMatchObject([{ merged_contact_id: first }, { merged_contact_id: second }])
})

it("pages of it have each entry once", async () => {
  const id = await make({ phone: "+4915120000021" })
  later()
  for (const name of ["a", "b", "c"]) await api.ask("POST", `contacts/${id}/aliases`, { label: "shop", name })
  const seen: string[] = []
  let before = ""
  for (let next: string | null = ""; next !== null; before = `&before=${next}`) {
    const page = await timeline(id, `?limit=1${before}`)
    seen.push(...page.data.map((entry: { value?: string; kind: string }) => entry.value ?? entry.kind))
    next = page.next
  }
  expect(seen.toSorted()).toEqual(["a", "b", "c", "created"])
})
