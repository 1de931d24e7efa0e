export { namesOfActors } from "./actors.ts"
export { findExpiredKey, generateApiKey, recogniseApiKey, storeApiKey } from "./api-keys/api-keys.ts"
export { requirePermissions } from "./authentication/authenticate.ts"
export { type Authentication, createAuthentication } from "./authentication/authentication.ts"
export { authenticationRoutes } from "./authentication/authentication-routes.ts"
export { isExposed, tellSetupCode } from "./authentication/setup-code.ts"
export { type Caller, checkPermission, principalOf } from "./caller.ts"
export { type Caps, capsColumn, controlGroupColumn } from "./caps.ts"
export { ensureFirstWorkspace } from "./first-workspace.ts"
export { keepOperatorKey } from "./operator.ts"
export {
  everyRole,
  type Permission,
  type Permissions,
  permissionsOf,
  type Role,
  roleNames,
} from "./permissions.ts"
export {
  isQuiet,
  nextQuiet,
  type QuietTimes,
  quietMinutes,
  quietTimesColumn,
  quietUntil,
  quietWorkspaces,
  readQuietTimes,
} from "./quiet-hours.ts"
export { createWorkspace, requireZone, workspaceZone } from "./workspace.ts"
