import { defineRoom } from "../platform/define-room.ts"
import { changeSetsRoutes } from "./routes.ts"

export const room = defineRoom({ name: "change-sets", tables: [], routes: [changeSetsRoutes] })
