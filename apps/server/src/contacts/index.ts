export { type ConsentWord, hearConsent } from "./apply-consent.ts"
export { eraseContacts } from "./erasure/erase-contacts.ts"
export {
  type Alias,
  addAliases,
  aliasesOf,
  forgetExternalIds,
  keepExternalIds,
  renameAliases,
} from "./identity/given-identities.ts"
export {
  type AttributeError,
  type AttributePatch,
  type AttributeScope,
  resolveAttributes,
  type WantedAttributes,
} from "./attributes/resolve-attributes.ts"
export { type AttributeChange, writeAttributes } from "./attributes/write-attributes.ts"
export { type IdentityScope, identifyContacts, knownContacts } from "./identity/identify-contacts.ts"
export type { ContactScope } from "./identity/merge-contacts.ts"
export { mergeContacts } from "./identity/merge-contacts.ts"
export { startImports } from "./import/import-worker.ts"
export { importsRoutes } from "./import/routes.ts"
export type { ContactReach } from "./list/reach.ts"
export { readContactField } from "./read-field.ts"
export { afterRaces } from "./retry-on-conflict.ts"
export { contactsRoutes } from "./routes.ts"
export { type ContactDraft, createContacts, updateContacts } from "./write-contacts.ts"
