export { notificationsRoutes } from "./routes.ts"
export { resolve, type Told, tell, tellStanding } from "./tell.ts"
