/**
 * Writes contacts.csv, the people of the demo: `npx node apps/cli/demo/write-contacts.ts`. The same file every time.
 *
 * The people are invented, and so are their numbers, but the numbers have the form of real ones: they are for the
 * sandbox, never for a real WhatsApp account.
 */
import { writeFile } from "node:fs/promises"
import { type DemoCountry, demoCountries } from "./countries.ts"
import { oddRows, wrongRows } from "./invalid-rows.ts"
import { mobileNumber, seeded, written } from "./phones.ts"

const people = 1200
const columns =
  "external_id,phone,first_name,last_name,language,country,time_zone,city,plan,points,first_order_at,vip," +
  "subscription_state,consent_source,consent_evidence,consent_at"

const random = seeded(20_261_122)
const pick = <T>(from: readonly T[]): T => {
  const chosen = from[Math.floor(random() * from.length)]
  if (chosen === undefined) throw new Error("There is nothing to pick from.")
  return chosen
}
const chance = (of: number) => random() < of
const day = (from: string, days: number) =>
  new Date(Date.parse(from) + Math.floor(random() * days) * 86_400_000).toISOString().slice(0, 10)

const taken = new Set<string>()

function person(number: number, country: DemoCountry): string {
  const phone = written(mobileNumber(country.code, random, taken), random)
  const points = chance(0.2) ? "" : String(Math.floor(random() ** 3 * 5000))
  const plan = pick(["basic", "basic", "basic", "silver", "silver", "gold"])
  const firstOrder = chance(0.3) ? "" : day("2022-01-01", 1000)
  const id = String(number).padStart(5, "0")
  return row([
    `c-${id}`,
    phone,
    pick(country.names.given),
    pick(country.names.family),
    country.language,
    country.code,
    country.timeZone,
    pick(country.cities),
    plan,
    points,
    firstOrder,
    String(plan === "gold" && chance(0.5)),
    ...consent(id),
  ])
}

/** Three of four agreed, some objected, of the rest nothing is known. */
function consent(id: string): string[] {
  const share = random()
  if (share < 0.76) {
    const source = pick(["web_form", "checkout", "store", "call_center"] as const)
    const proof = {
      web_form: `https://shop.example/consent/${id}`,
      checkout: `order ${id}`,
      store: `form ${id}`,
      call_center: `call ${id}`,
    }
    return ["subscribed", source, proof[source], day("2022-06-01", 700)]
  }
  if (share < 0.88) return ["unsubscribed", "call_center", "asked us to stop", day("2024-01-01", 400)]
  return ["", "", "", ""]
}

/** Quoted where it must be, and now and then where it need not be. */
function row(cells: readonly string[]): string {
  const all = chance(0.1)
  return cells
    .map((cell) => (all || /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",")
}

const rows: (string | Buffer)[] = []
for (let number = 1; number <= people; number += 1) {
  const country = demoCountries[number % demoCountries.length]
  if (country) rows.push(person(number, country))
}
// Spread over the file, in their order, behind the bytes by which tools judge whether a file is text.
const extras = [...wrongRows, ...oddRows]
for (const [index, extra] of extras.entries()) rows.splice(100 + index * 18, 0, extra)

const lines = [columns, ...rows].map((line) => Buffer.concat([Buffer.from(line), Buffer.from("\n")]))
await writeFile(new URL("./contacts.csv", import.meta.url), Buffer.concat(lines))
console.log(
  `contacts.csv: ${people} people of ${demoCountries.length} countries, ${wrongRows.length} wrong rows, ${oddRows.length} odd ones`,
)
