import { writeRows } from "../../platform/files/csv.ts"

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

/** A file with a column of each kind. Starts with a byte order mark, by which spreadsheets know UTF-8. */
export const sampleFile = (): string => `\uFEFF${writeRows([header, ...people])}`
