import { createHash } from "node:crypto"
import { JsonClient } from "@parley/e2e"
import { z } from "zod"
import { onInstallation } from "../measuring/installation.ts"
import { median, quantile } from "../measuring/quantile.ts"
import { type Figure, report } from "../measuring/report.ts"
import { type SeededWorkspace, seedContacts } from "../seeds/contacts.ts"

/** `CONTACTS=100000 npm run bench -- contacts` for fewer. */
const people = Number(process.env.CONTACTS ?? 1_000_000)
const rounds = 40
const anything = z.unknown()
const shown = "order=desc&include=tags,subscriptions,reach"

/** What the list of contacts asks for as a member uses it: a page with all its columns. */
const pages: [name: string, path: (of: SeededWorkspace) => string][] = [
  ["first page", () => `/v1/contacts?${shown}`],
  ["called ana", () => `/v1/contacts?${shown}&search=ana`],
  ["called by the last name", () => `/v1/contacts?${shown}&search=fischer%2012`],
  ["a word within the last name", () => `/v1/contacts?${shown}&search=499`],
  ["a phone as dialled at home", () => `/v1/contacts?${shown}&search=0151%2010009990`],
  ["an external id", () => `/v1/contacts?${shown}&search=crm-00000077`],
  ["nobody", () => `/v1/contacts?${shown}&search=zzz`],
  ["of a country", () => `/v1/contacts?${shown}&country=DE`],
  ["of a country where nobody is", () => `/v1/contacts?${shown}&country=PE`],
  [
    "unsubscribed",
    (of) => `/v1/contacts?${shown}&subscription_group_id=${of.groupId}&subscription_state=unsubscribed`,
  ],
  [
    "nothing said to a group",
    (of) => `/v1/contacts?${shown}&subscription_group_id=${of.groupId}&subscription_state=unknown`,
  ],
  ["created today", () => `/v1/contacts?${shown}&created_from=${new Date().toISOString().slice(0, 10)}`],
  ["one contact", (of) => `/v1/contacts/${of.lastPageAfter}`],
  ["one timeline", (of) => `/v1/contacts/${of.lastPageAfter}/timeline`],
]

/** How long members wait for contacts, warm: half of the answers and 95 in 100 come sooner. */
export async function benchContacts(): Promise<boolean> {
  return onInstallation({}, async (installation) => {
    const key = `pk_${"contacts".padEnd(40, "x")}`
    const digest = createHash("sha256").update(key).digest("hex")
    const workspace = await seedContacts(installation.databaseUrl, { contacts: people, digest })
    const api = new JsonClient(installation.apiUrl, key)
    const figures: Figure[] = []
    for (const [name, path] of pages) {
      const times: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        const start = performance.now()
        await api.get(path(workspace), anything)
        times.push(performance.now() - start)
      }
      const warm = times.slice(5)
      figures.push(
        { name, value: median(warm), unit: "ms" },
        { name: `${name}, p95`, value: quantile(warm, 0.95), unit: "ms", bound: { atMost: 100 } },
      )
    }
    return report("contacts", figures)
  })
}
