import { IconTestPipe } from "@tabler/icons-react"
import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const groups = createRoute({
  getParentRoute: () => framed,
  path: "/settings/test-groups",
  component: lazyRouteComponent(() => import("./test-groups.tsx"), "TestGroupsPage"),
})

export const room = defineRoom({
  routes: [groups],
  places: [
    {
      section: "Workspace",
      to: "/settings/test-groups",
      label: "Test groups",
      icon: IconTestPipe,
      permission: "templates:write",
      keywords: ["tests", "reviewers", "phones", "preview", "send"],
    },
  ],
  staleAfter: { test_group: ["/v1/test-groups"] },
})
