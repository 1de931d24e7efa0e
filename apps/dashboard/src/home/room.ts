import { IconHome } from "@tabler/icons-react"
import { createRoute } from "@tanstack/react-router"
import { framed } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"
import { HomePage } from "./home.tsx"

const home = createRoute({ getParentRoute: () => framed, path: "/", component: HomePage })

export const room = defineRoom({
  routes: [home],
  places: [{ to: "/", label: "Home", icon: IconHome, shortcut: "h" }],
})
