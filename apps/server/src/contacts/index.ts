export { type ConsentWord, type HeardConsent, hearConsent } from "./apply-consent.ts"
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
export { startImports } from "./import/import-worker.ts"
export { importsRoutes } from "./import/routes.ts"
export type { ContactReach } from "./list/reach.ts"
export { contactsRoutes } from "./routes.ts"
