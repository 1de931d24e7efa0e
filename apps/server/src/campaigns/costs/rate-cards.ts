/** Price lists of Meta's, as members import them. */
import { readRateCard } from "@parley/whatsapp/pricing"
import { z } from "zod"
import { splitRecord } from "../../contacts/index.ts"
import { jsonText, sql, type Tx } from "../../platform/database/index.ts"
import { found, Problem } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"
import { imaginaryCard, imaginaryId } from "./imaginary-card.ts"
import type { RateCard } from "./price.ts"

const rates = z
  .record(z.string(), z.record(z.string(), z.string()))
  .describe("By market, then by category: the price of one delivered message, as a decimal")

const entry = z.object({
  id: fields.id,
  name: z.string(),
  currency: z.string().describe("ISO 4217"),
  effective_from: z.iso.date().describe("From this day on it holds, until another one of the currency does"),
  markets: z.int().describe("How many it has"),
  imported_at: fields.timestamp,
  is_imaginary: z.boolean().describe("It comes with the sandbox, and is used where no other one holds"),
})
export const rateCard = entry.extend({ rates }).meta({ id: "RateCard" })
export const rateCardList = z.object({ data: z.array(entry) }).meta({ id: "RateCards" })

export const newRateCard = z
  .strictObject({
    csv: z.string().min(1).max(500_000).describe("The file as Meta gives it"),
    effective_from: z.iso.date("a day such as 2026-10-01").describe("The first day on which its prices hold"),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "an ISO 4217 currency such as EUR")
      .optional()
      .describe("Where the file has no column with it"),
    name: fields.name.optional().describe("Default: the currency and the day"),
    replace: z
      .boolean()
      .default(false)
      .describe("Whether it takes the place of one of the same currency and day"),
  })
  .meta({ id: "NewRateCard" })

/** @throws Problem invalid_request when it is no price list; conflict when there is one of that currency and day */
export async function importRateCard(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  { csv, effective_from, currency: said, name, replace }: z.output<typeof newRateCard>,
): Promise<z.output<typeof rateCard>> {
  const lines = csv.replace(/^\uFEFF/, "").split(/\r?\n/)
  const read = readRateCard(lines.map((line) => splitRecord(line, ",") ?? [line]))
  if ("problem" in read) {
    throw new Problem("invalid_request", `This is no price list of Meta's. ${read.problem}`, {
      field: "csv",
      help: "Download the rate card of your currency as CSV from Meta's page about pricing, and give it as it is.",
    })
  }
  if (said !== undefined && read.currency !== null && said !== read.currency) {
    throw new Problem("invalid_request", `The file has prices in ${read.currency}.`, {
      field: "currency",
      help: "Leave the currency out, or give the file of the other one.",
    })
  }
  const currency = read.currency ?? said
  if (currency === undefined) {
    throw new Problem("invalid_request", "The file does not say in which currency its prices are.", {
      field: "currency",
      help: "Name the currency, such as EUR.",
    })
  }
  const { rows } = await sql<{ id: string }>`
    INSERT INTO rate_cards (workspace_id, name, currency, effective_from, rates, imported_at)
    VALUES (${workspaceId}, ${name ?? `${currency} from ${effective_from}`}, ${currency}, ${effective_from}::date,
      ${jsonText(read.rates)}::jsonb, ${now})
    ON CONFLICT (workspace_id, currency, effective_from) DO UPDATE
      SET name = excluded.name, rates = excluded.rates, imported_at = excluded.imported_at WHERE ${replace}
    RETURNING id`.execute(tx)
  if (rows[0] === undefined) {
    throw new Problem("conflict", `There is a rate card in ${currency} from ${effective_from} already.`, {
      field: "effective_from",
      help: "Say `replace: true` if this one is to take its place.",
    })
  }
  return readRateCardById(tx, rows[0].id)
}

interface Row {
  id: string
  name: string
  currency: string
  effective_from: string
  rates: unknown
  imported_at: Date
}

const columns = sql`id, name, currency, to_char(effective_from, 'YYYY-MM-DD') AS effective_from, rates, imported_at`

const asRateCard = ({ rates: kept, ...row }: Row) => {
  const all = rates.parse(kept)
  return { ...row, markets: Object.keys(all).length, rates: all, is_imaginary: false }
}

/** The one of the sandbox, as if it had been imported: it is in no table, so that no real account comes to have it. */
export function imaginaryRateCard(): z.output<typeof rateCard> {
  const { name = "", currency, effectiveFrom, rates: all } = imaginaryCard(null)
  return {
    ...{ id: imaginaryId, name, currency, effective_from: effectiveFrom, rates: all },
    ...{ markets: Object.keys(all).length, imported_at: new Date(0), is_imaginary: true },
  }
}

/** @throws Problem not_found */
export async function readRateCardById(tx: Tx, id: string): Promise<z.output<typeof rateCard>> {
  const { rows } = await sql<Row>`SELECT ${columns} FROM rate_cards WHERE id = ${id}`.execute(tx)
  return asRateCard(found(rows[0], "rate card"))
}

/** The latest first. */
export async function listRateCards(tx: Tx): Promise<z.output<typeof rateCard>[]> {
  const { rows } = await sql<Row>`
    SELECT ${columns} FROM rate_cards ORDER BY effective_from DESC, currency LIMIT 500`.execute(tx)
  return rows.map(asRateCard)
}

/** @throws Problem not_found */
export async function deleteRateCard(tx: Tx, id: string): Promise<void> {
  found(
    await tx.deleteFrom("rate_cards").where("id", "=", id).returning("id").executeTakeFirst(),
    "rate card",
  )
}

/** What prices are looked up in. @param isSandbox only then they may be made up, where no other card holds */
export async function cardsInUse(
  tx: Tx,
  isSandbox: boolean,
  currency: string | null = null,
): Promise<RateCard[]> {
  const cards = (await listRateCards(tx)).map(({ name, currency: of, effective_from, rates: all }) => ({
    ...{ name, currency: of, effectiveFrom: effective_from, rates: all },
  }))
  return isSandbox ? [...cards, imaginaryCard(currency)] : cards
}
