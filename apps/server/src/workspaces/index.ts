export { generateApiKey, storeApiKey } from "./api-keys.ts"
export { authenticate } from "./authenticate.ts"
export { createWorkspace, ensureFirstWorkspace } from "./first-workspace.ts"
