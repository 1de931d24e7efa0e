import { defineRoom } from "../platform/define-room.ts"
import { deleteExpiredExports, startExports } from "./export-worker.ts"
import { expireExports } from "./exports.ts"
import { exportsRoutes } from "./routes.ts"

/** Contacts as files that leave the installation. */
export const room = defineRoom({
  name: "exports",
  tables: ["contact_exports"],
  permissions: { "contacts:export": ["marketer", "developer"] },
  routes: [exportsRoutes],
  eraseContact: (tx, workspaceId) => expireExports(tx, workspaceId),
  background: [startExports],
  chores: (platform) => [
    {
      what: "deleting files of exports that expired",
      everyMs: 60_000,
      work: () => deleteExpiredExports(platform),
    },
  ],
})
