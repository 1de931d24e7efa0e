import type { AuditWordsOf } from "../room.ts"
import type { room } from "./room.ts"

/** What the audit log calls the things of this room. */
export const auditWords: AuditWordsOf<typeof room> = {
  kinds: { contact: "Contact", contact_tag: "Tag", import: "Import" },
  actions: { "import.created": "Import started" },
  turns: { "import.finished_at": ["Import ended", "Import resumed"] },
  columns: {
    attributes: "Attributes",
    bsuid: "Business-scoped ID",
    bytes_total: "Size in bytes",
    city: "City",
    columns: "Columns",
    consent: "What they agreed to",
    consent_evidence: "Consent evidence",
    consent_source: "Consent source",
    date_of_birth: "Date of birth",
    default_country: "Country for local phone numbers",
    event_name: "Event name",
    external_id: "External ID",
    failure: "Failure",
    file_name: "File",
    finished_at: "Ended",
    first_name: "First name",
    gender: "Gender",
    is_dry_run: "Only checked",
    kind: "What is in the file",
    last_name: "Last name",
    list_ids: "Lists",
    null_is_empty: "NULL is empty",
    tag_ids: "Tags",
    undone_at: "Undone",
    invalid_phone: "Phone as it was given",
    wa_id: "WhatsApp ID",
  },
  pages: { contact: "/contacts/$contactId", import: "/contacts/imports/$importId" },
  silent: ["actor", "failure_code", "import_id", "phone_share", "starts_itself", "subscription_group_id"],
}
