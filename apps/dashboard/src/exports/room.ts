import { IconFileExport } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const exports = createRoute({
  getParentRoute: () => framed,
  path: "/exports",
  component: lazyRouteComponent(() => import("./exports.tsx"), "ExportsPage"),
})

export const room = defineRoom({
  routes: [exports],
  places: [
    {
      section: "Audience",
      to: "/exports",
      label: "Exports",
      icon: IconFileExport,
      permission: "contacts:export",
      keywords: ["csv", "excel", "download", "files"],
    },
  ],
  beginnings: [
    {
      label: "Export contacts",
      icon: IconFileExport,
      to: "/exports",
      dialog: "export",
      permission: "contacts:export",
      keywords: ["csv", "excel", "download"],
    },
  ],
  staleAfter: { contact_export: ["/v1/contact-exports"] },
})
