/** Every address of the dashboard. A room gives its routes; this file puts them together. */
import { QueryClient } from "@tanstack/react-query"
import { createRoute, createRouter } from "@tanstack/react-router"
import { accountRoutes } from "./account/routes.ts"
import { whenSignedOut } from "./api/client.ts"
import { asProblem } from "./api/problem.ts"
import { connectRoutes } from "./connect/routes.ts"
import { contactRoutes } from "./contacts/routes.ts"
import { framed, root } from "./frame/layouts.tsx"
import { NoWorkspacePage } from "./frame/no-workspace.tsx"
import { HomePage } from "./home/home.tsx"
import { sessionRoutes } from "./session/routes.tsx"
import { askToSignInAgain } from "./session/sign-in-again.tsx"
import { settingsRoutes } from "./settings/routes.ts"
import { subscriptionGroupRoutes } from "./subscription-groups/routes.ts"
import { templateRoutes } from "./templates/routes.ts"

const home = createRoute({ getParentRoute: () => framed, path: "/", component: HomePage })
const noWorkspace = createRoute({
  getParentRoute: () => root,
  path: "/no-workspace",
  component: NoWorkspacePage,
})

const refusals = new Set(["unauthorized", "forbidden", "not_found", "invalid_request"])

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, failure) => count < 2 && !refusals.has(asProblem(failure).code),
      staleTime: 5_000,
    },
  },
})

// A session that ended while a page was open. The page stays, with what was typed into it.
whenSignedOut(() => {
  if (router.state.matches.some(({ routeId }) => routeId === framed.id)) askToSignInAgain(queries)
})

export const router = createRouter({
  routeTree: root.addChildren([
    framed.addChildren([
      home,
      ...connectRoutes,
      ...contactRoutes,
      ...subscriptionGroupRoutes,
      ...templateRoutes,
      ...settingsRoutes,
      ...accountRoutes,
    ]),
    noWorkspace,
    ...sessionRoutes,
  ]),
  context: { queries },
  defaultPreload: "intent",
  scrollRestoration: true,
  // Search parameters stay text: ids and tokens may look like numbers and are none.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const given = Object.entries(search).flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [[name, String(value)]],
    )
    return given.length === 0 ? "" : `?${new URLSearchParams(given)}`
  },
})

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router
  }
}
