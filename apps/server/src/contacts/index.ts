export { identifyContacts } from "./identify-contacts.ts"
export { importsRoutes } from "./import/routes.ts"

export { contactsRoutes } from "./routes.ts"
