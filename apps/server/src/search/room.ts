import { defineRoom } from "../platform/define-room.ts"
import { searchRoutes } from "./routes.ts"

export const room = defineRoom({ name: "search", tables: [], routes: [searchRoutes] })
