import { hash } from "node:crypto"
import { readWrittenInstant, readWrittenNumber } from "@parley/model"
import { eventFault } from "../../../events/index.ts"
import type { Column } from "./columns.ts"
import type { ContactRow, RefusedRow, RowContext, RowEvent } from "./row.ts"
import { dateOrderOf, faultOfRow, readIdentifiers, sortCells, type Values } from "./row-cells.ts"
import { type Refusal, refusal, type Warning } from "./row-refusal.ts"
import type { SourceRow } from "./source.ts"

/**
 * Reads one row as something that somebody did. A row of a product without an event of another name is a purchase. Without a key
 * of its own its content is its key, so that a file that comes again counts once. Pure.
 */
export function readEventRow(
  row: SourceRow,
  columns: readonly Column[],
  context: RowContext,
): ContactRow | RefusedRow {
  const { line, cells } = row
  const refused = (why: Refusal): RefusedRow => ({ line, cells, refusal: why })
  const fault = faultOfRow(row, columns)
  if (fault) return refused(fault)
  const warnings: Warning[] = []
  const { values, members } = sortCells(row, columns, context, warnings)
  const named = readIdentifiers(values, context.defaultCountry)
  if ("code" in named) return refused(named)
  const at = readTime(values, columns)
  if ("code" in at) return refused(at)
  const said = readWhat(values, members, context.eventName, warnings)
  if ("code" in said) return refused(said)
  const wrong = eventFault({ ...said, at, contactId: "" }, context.now)
  if (wrong) return refused(refusal(wrong.code, wrong.message))
  const digest = hash("sha1", JSON.stringify([named.patch, said, at]), "base64url")
  const event = { ...said, at, key: values.get("event_key")?.cell ?? `import ${digest}` }
  return {
    line,
    cells,
    draft: { patch: named.patch, phoneCountry: named.phoneCountry },
    warnings,
    consent: undefined,
    event,
    digest,
  }
}

function readTime(values: Values, columns: readonly Column[]): Date | Refusal {
  const said = values.get("event_at")
  if (said === undefined)
    return refusal(
      "event_time_missing",
      "The row does not say when it happened; write it as 2025-12-31 10:00.",
    )
  const shown = `"${said.cell.slice(0, 40)}"`
  const read = readWrittenInstant(said.cell, dateOrderOf("event_at", columns))
  if (read === undefined)
    return refusal("event_time_unreadable", `${shown} is not a time; write it as 2025-12-31 10:00.`)
  if (read === "ambiguous")
    return refusal("event_time_ambiguous", `${shown} may be two different days; write it as 2025-12-31.`)
  return read.at
}

type What = RowEvent extends infer Event ? (Event extends unknown ? Omit<Event, "at" | "key"> : never) : never

function readWhat(
  values: Values,
  members: ReadonlyMap<string, unknown>,
  usualName: string | undefined,
  warnings: Warning[],
): What | Refusal {
  const name = values.get("event_name")?.cell ?? usualName
  const productId = values.get("product_id")?.cell
  if (name === undefined && productId === undefined)
    return refusal("event_name_missing", "The row names no event, and no product that was bought.")
  const isPurchase = name === undefined || name.toLowerCase() === "purchase"
  return isPurchase
    ? readPurchase(values, members, productId ?? "")
    : readEvent(values, members, name, warnings)
}

const withProperties = (members: ReadonlyMap<string, unknown>) =>
  members.size === 0 ? {} : { properties: Object.fromEntries(members) }

function readPurchase(
  values: Values,
  members: ReadonlyMap<string, unknown>,
  productId: string,
): What | Refusal {
  const price = values.get("price")
  const quantity = values.get("quantity")
  const total = values.get("event_value")
  const more = total ? new Map([...members, ["total", readWrittenNumber(total.cell) ?? total.cell]]) : members
  return {
    kind: "purchase",
    productId,
    currency: values.get("currency")?.cell.toUpperCase() ?? "",
    price: price === undefined ? Number.NaN : (readWrittenNumber(price.cell) ?? Number.NaN),
    quantity: quantity === undefined ? 1 : (readWrittenNumber(quantity.cell) ?? Number.NaN),
    ...withProperties(more),
  }
}

/** What is of products in purchases are properties in every other event. */
function readEvent(
  values: Values,
  members: ReadonlyMap<string, unknown>,
  name: string,
  warnings: Warning[],
): What {
  const more = new Map(members)
  for (const field of ["product_id", "currency"] as const) {
    const said = values.get(field)
    if (said) more.set(field, said.cell)
  }
  for (const field of ["price", "quantity"] as const) {
    const said = values.get(field)
    if (said) more.set(field, readWrittenNumber(said.cell) ?? said.cell)
  }
  const worth = values.get("event_value")
  const value = worth && readWrittenNumber(worth.cell)
  if (worth && value === undefined)
    warnings.push({
      column: worth.column,
      code: "event_value_unknown",
      reason: `"${worth.cell.slice(0, 40)}" is not a number.`,
    })
  return { kind: "event", name, ...(value !== undefined && { value }), ...withProperties(more) }
}
