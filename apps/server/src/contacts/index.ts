export { type ConsentWord, type HeardConsent, hearConsent } from "./apply-consent.ts"
export { writeAttributes } from "./attributes/write-attributes.ts"
export { mostAtOnce } from "./bulk/bulk.ts"
export { consentOfMany, recordConsent, subscriptionsDone } from "./bulk/bulk-consent.ts"
export { consentEvidence, consentRecordAt, reportedPerson } from "./consent-report/consent-report.ts"
export { evidenceColumns, personColumns, type ReportPage, reportFile } from "./consent-report/report-file.ts"
export { eraseContacts } from "./erasure/erase-contacts.ts"
export {
  addAliases,
  aliasesOf,
  removeExternalIds,
  renameAliases,
  renameExternalIds,
} from "./identity/aliases.ts"
export { type IdentityScope, identifyContacts, knownContacts } from "./identity/identify-contacts.ts"
export { type ContactScope, mergeContacts } from "./identity/merge-contacts.ts"
export { splitRecord } from "./import/file/records.ts"
export { startImports } from "./import/import-worker.ts"
export { importsRoutes } from "./import/routes.ts"
export { isOnList } from "./list/list-contacts.ts"
export { contactFilters, type ListFilters } from "./list/list-filters.ts"
export type { ContactReach } from "./list/reach.ts"
export { readContactField } from "./read-field.ts"
export { afterRaces } from "./retry-on-conflict.ts"
export { contactsRoutes } from "./routes.ts"
export { addToList } from "./static-lists/members.ts"
export { type ContactDraft, createContacts, updateContacts } from "./write-contacts.ts"
