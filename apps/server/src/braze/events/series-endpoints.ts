import { sql, type Tx } from "../../platform/database/index.ts"
import type { Answer, Asked, Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readPage } from "../frame/lists.ts"
import { type Period, readPeriod, seriesOf } from "./read-period.ts"

const namesOfOnePage = 250

/** Names in alphabetical order, page by page. */
const listNames =
  (as: "events" | "products", read: (tx: Tx, workspaceId: string, offset: number) => Promise<string[]>) =>
  async ({ platform, caller: { workspaceId }, input }: Asked): Promise<Answer> => {
    const offset = readPage(input.page) * namesOfOnePage
    const names = await platform.db.workspace(workspaceId, (tx) => read(tx, workspaceId, offset))
    return { body: { [as]: names, message: "success" } }
  }

const listEvents: Endpoint = {
  method: "GET",
  path: "/events/list",
  permission: "contacts:read",
  limit: "names",
  answer: listNames("events", async (tx, workspaceId, offset) => {
    const page = tx.selectFrom("event_names").select("name").where("workspace_id", "=", workspaceId)
    const rows = await page
      .where("kind", "=", "event")
      .orderBy("name")
      .limit(namesOfOnePage)
      .offset(offset)
      .execute()
    return rows.map(({ name }) => name)
  }),
}

const listProducts: Endpoint = {
  method: "GET",
  path: "/purchases/product_list",
  permission: "contacts:read",
  limit: "names",
  answer: listNames("products", async (tx, workspaceId, offset) => {
    const page = tx.selectFrom("products").select("product_id").where("workspace_id", "=", workspaceId)
    const rows = await page.orderBy("product_id").limit(namesOfOnePage).offset(offset).execute()
    return rows.map(({ product_id }) => product_id)
  }),
}

interface Asking {
  workspaceId: string
  kind: "event" | "purchase"
  name: string
  product: string | undefined
  of: "count" | "quantity" | "revenue"
}

const amounts = {
  count: sql`count(*)`,
  quantity: sql`sum(coalesce((e.properties ->> 'quantity')::integer, 1))`,
  revenue: sql`sum(e.value)`,
} as const

/** From the events themselves: an hour, a product and a quantity are not in any roll-up. */
async function fromEvents(tx: Tx, period: Period, { workspaceId, kind, name, product, of }: Asking) {
  const { rows } = await sql<{ start: Date; amount: number }>`
    SELECT date_trunc(${period.unit}, e.at, 'UTC') AS start, ${amounts[of]}::float8 AS amount
    FROM events e
    WHERE e.workspace_id = ${workspaceId} AND e.at >= ${period.starts[0]} AND e.at < ${period.end}
      AND e.name_id = (SELECT id FROM event_names
        WHERE workspace_id = ${workspaceId} AND kind = ${kind} AND name = ${name})
      AND (${product ?? null}::text IS NULL OR e.properties ->> 'product_id' = ${product ?? null})
    GROUP BY 1`.execute(tx)
  return rows
}

/** By day, from the roll-ups, which outlive the events. */
async function fromDays(tx: Tx, period: Period, { workspaceId, kind, name, of }: Asking) {
  const amount = of === "revenue" ? sql`sum(d.total)` : sql`sum(d.count)`
  const { rows } = await sql<{ start: Date; amount: number }>`
    SELECT d.day::timestamp AT TIME ZONE 'UTC' AS start, ${amount}::float8 AS amount
    FROM contact_event_days d
    WHERE d.workspace_id = ${workspaceId} AND d.day >= ${period.starts[0]}::timestamptz::date
      AND d.day < ${period.end}::timestamptz::date
      AND d.name_id = (SELECT id FROM event_names
        WHERE workspace_id = ${workspaceId} AND kind = ${kind} AND name = ${name})
    GROUP BY d.day`.execute(tx)
  return rows
}

async function readSeries(asked: Asked, asking: Omit<Asking, "workspaceId">, as: string): Promise<Answer> {
  const { platform, caller, input, now } = asked
  if (input.segment_id !== undefined) throw new Fatal("'segment_id' is not supported here")
  const period = readPeriod(input, now)
  const whole = { ...asking, workspaceId: caller.workspaceId }
  const isRolledUp = period.unit === "day" && asking.product === undefined && asking.of !== "quantity"
  const rows = await platform.db.workspace(caller.workspaceId, (tx) =>
    isRolledUp ? fromDays(tx, period, whole) : fromEvents(tx, period, whole),
  )
  return { body: { data: seriesOf(period, as, rows), message: "success" } }
}

const eventSeries: Endpoint = {
  method: "GET",
  path: "/events/data_series",
  permission: "contacts:read",
  limit: "usual",
  answer: (asked) => {
    const { event } = asked.input
    if (typeof event !== "string" || event === "") throw new Fatal("'event' is required")
    return readSeries(asked, { kind: "event", name: event, product: undefined, of: "count" }, "count")
  },
}

/** All purchases have one name; which product it was is in their properties. */
const purchaseName = "purchase"

const purchaseSeries = (path: `/${string}`, of: "quantity" | "revenue", as: string): Endpoint => ({
  method: "GET",
  path,
  permission: "contacts:read",
  limit: "usual",
  answer: (asked) => {
    const { product } = asked.input
    const wanted = typeof product === "string" && product !== "" ? product : undefined
    return readSeries(asked, { kind: "purchase", name: purchaseName, product: wanted, of }, as)
  },
})

export const seriesEndpoints: readonly Endpoint[] = [
  listEvents,
  listProducts,
  eventSeries,
  purchaseSeries("/purchases/quantity_series", "quantity", "purchase_quantity"),
  purchaseSeries("/purchases/revenue_series", "revenue", "revenue"),
]
