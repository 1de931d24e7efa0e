import { writeRows } from "../../platform/files/csv.ts"
import type { ImportKind } from "./file/column-names.ts"

const header = [
  "phone",
  "external_id",
  "first_name",
  "last_name",
  "email",
  "language",
  "country",
  "whatsapp_consent",
  "consent_date",
  "consent_source",
  "consent_evidence",
  "plan",
]
const people = [
  [
    "+4915112345678",
    "c-1001",
    "Ana",
    "Ruiz",
    "ana@example.com",
    "de",
    "DE",
    "yes",
    "2026-04-15",
    "Checkout",
    "order 1234",
    "gold",
  ],
  ["+46701234567", "c-1002", "Björn", "Ek", "bjorn@example.com", "sv", "SE", "no", "", "", "", "silver"],
  ["+5511987654321", "c-1003", "Clara", "Souza", "", "pt_BR", "BR", "", "", "", "", ""],
]

const eventHeader = [
  "phone",
  "external_id",
  "event_name",
  "event_at",
  "event_key",
  "event_value",
  "product_id",
  "price",
  "currency",
  "quantity",
  "category",
]
const events = [
  ["+4915112345678", "c-1001", "cart_updated", "2026-04-14 18:05", "e-1", "39.80", "", "", "", "", "coffee"],
  [
    "+4915112345678",
    "c-1001",
    "purchase",
    "2026-04-15 09:30",
    "e-2",
    "",
    "sku-42",
    "19.90",
    "EUR",
    "2",
    "coffee",
  ],
  ["", "c-1002", "store_visited", "2026-04-16", "", "", "", "", "", "", ""],
]

/** A file with a column of each kind. Starts with a byte order mark, by which spreadsheets know UTF-8. */
export const sampleFile = (kind: ImportKind): string =>
  `\uFEFF${writeRows(kind === "events" ? [eventHeader, ...events] : [header, ...people])}`
