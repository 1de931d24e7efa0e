import { defineRoom } from "../platform/define-room.ts"
import { brazeRoutes } from "./routes.ts"

export const room = defineRoom({ name: "braze", tables: [], compatible: [brazeRoutes] })
