import { createHash } from "node:crypto"
import { JsonClient } from "@parley/e2e"
import { z } from "zod"
import { onInstallation } from "../measuring/installation.ts"
import { median } from "../measuring/quantile.ts"
import { type Figure, report } from "../measuring/report.ts"
import { type SeededAudit, seedAudit } from "../seeds/audit.ts"
import { type SeededWorkspace, seedContacts } from "../seeds/contacts.ts"

const sizes = { small: 10_000, large: 1_000_000 } as const
const rounds = 15
const anything = z.unknown()
const tenMonthsAgo = new Date(Date.now() - 300 * 24 * 60 * 60_000).toISOString()

interface Asked {
  name: string
  path: (workspace: SeededWorkspace & SeededAudit) => string
  /** What the answer may take among a million contacts, as a multiple of what it takes among ten thousand. */
  most?: number
}

/**
 * What pages ask for. Counting reads an index entry for each contact, and contacts in the order of their creation are
 * looked for by walking that order where many should fit, so the time of these grows with the table: no bound.
 */
const asked: Asked[] = [
  { name: "contacts, first page", path: () => "/v1/contacts", most: 3 },
  { name: "contacts, last page", path: (of) => `/v1/contacts?after=${of.lastPageAfter}`, most: 3 },
  { name: "contacts called ana", path: () => "/v1/contacts?search=ana", most: 3 },
  { name: "contacts called by a rare name", path: () => "/v1/contacts?search=ede%2032" },
  { name: "contacts of a frequent phone", path: () => "/v1/contacts?search=%2B49", most: 3 },
  { name: "contacts of one phone", path: () => "/v1/contacts?search=%2B4915110009990", most: 3 },
  { name: "contacts of an external id", path: () => "/v1/contacts?search=crm-00000077", most: 3 },
  { name: "contacts that nobody is", path: () => "/v1/contacts?search=zzz", most: 3 },
  { name: "contacts that all came last", path: () => "/v1/contacts?search=shop" },
  { name: "contacts of a group", path: (of) => `/v1/contacts?subscription_group_id=${of.groupId}`, most: 3 },
  {
    name: "unsubscribed contacts of a group",
    path: (of) =>
      `/v1/contacts?subscription_group_id=${of.groupId}&subscription_state=unsubscribed&order=desc`,
    most: 3,
  },
  {
    name: "subscribed contacts called ana",
    path: (of) => `/v1/contacts?subscription_group_id=${of.groupId}&subscription_state=subscribed&search=ana`,
  },
  { name: "anything called ana", path: () => "/v1/search?q=ana", most: 3 },
  { name: "anything called by nobody's name", path: () => "/v1/search?q=zzz", most: 3 },
  { name: "a group with its counts", path: (of) => `/v1/subscription-groups/${of.groupId}` },
  { name: "a group's history and sources", path: (of) => `/v1/subscription-groups/${of.groupId}/history` },
  { name: "audit log, first page", path: () => "/v1/audit", most: 3 },
  { name: "audit log, by a member who left", path: () => "/v1/audit?actor=former", most: 3 },
  { name: "audit log, by that member's id", path: (of) => `/v1/audit?actor=${of.formerMember}`, most: 3 },
  { name: "audit log, by Meta", path: () => "/v1/audit?actor=system", most: 3 },
  { name: "audit log, of contacts", path: () => "/v1/audit?action=contact", most: 3 },
  { name: "audit log, of campaigns long ago", path: () => "/v1/audit?action=campaign", most: 3 },
  { name: "audit log, of one template", path: (of) => `/v1/audit?subject=${of.templateId}`, most: 3 },
  { name: "audit log, of a frequent name", path: () => "/v1/audit?subject=summer" },
  { name: "audit log, of nobody's name", path: () => "/v1/audit?subject=zzz", most: 3 },
  { name: "audit log, until long ago", path: () => `/v1/audit?to=${tenMonthsAgo}`, most: 3 },
]

/** What the pages of a dashboard ask for, of a workspace with ten thousand and of one with a million contacts. */
export async function benchTables(): Promise<boolean> {
  return onInstallation({}, async (installation) => {
    const open = async (contacts: number) => {
      const key = `pk_${String(contacts).padEnd(40, "x")}`
      const digest = createHash("sha256").update(key).digest("hex")
      const workspace = await seedContacts(installation.databaseUrl, { contacts, digest })
      const audit = await seedAudit(installation.databaseUrl, workspace.id, contacts)
      return { workspace: { ...workspace, ...audit }, api: new JsonClient(installation.apiUrl, key) }
    }
    const [small, large] = [await open(sizes.small), await open(sizes.large)]
    const figures: Figure[] = []
    for (const { name, path, most } of asked) {
      const times = { small: [] as number[], large: [] as number[] }
      // In turns, so that what else the machine does meets both.
      for (let round = 0; round < rounds; round += 1) {
        times.small.push(await milliseconds(small.api, path(small.workspace)))
        times.large.push(await milliseconds(large.api, path(large.workspace)))
      }
      const [few, many] = [median(times.small), median(times.large)]
      figures.push(
        { name, value: many, unit: "ms" },
        {
          name: `${name}, ratio`,
          value: many / few,
          unit: "",
          ...(most === undefined ? {} : { bound: { atMost: most } }),
        },
      )
    }
    return report("tables", figures)
  })
}

async function milliseconds(api: JsonClient, path: string): Promise<number> {
  const start = performance.now()
  await api.get(path, anything)
  return performance.now() - start
}
