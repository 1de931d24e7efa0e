/** Everything of a workspace, found by name. */
export { searchRoutes } from "./routes.ts"
