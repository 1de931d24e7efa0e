/** Every address of the dashboard. The rooms give their routes; this file puts them together. */
import { onlineManager, QueryClient } from "@tanstack/react-query"
import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router"
import { whenSignedOut } from "./api/client.ts"
import { asProblem } from "./api/problem.ts"
import { noteSessionEnd } from "./api/session-end.ts"
import { chosenWorkspace } from "./api/workspace-choice.ts"
import { Broken } from "./frame/error-page.tsx"
import { framed, root } from "./frame/layouts.tsx"
import type { HomeCard } from "./room.ts"
import { rooms } from "./rooms.ts"
import { meQuery } from "./session/me.ts"

type RoomRoute = (typeof rooms)[number]["routes"][number]
type OpenRoute = NonNullable<(typeof rooms)[number]["openRoutes"]>[number]

const noWorkspace = createRoute({
  getParentRoute: () => root,
  path: "/no-workspace",
  component: lazyRouteComponent(() => import("./frame/no-workspace.tsx"), "NoWorkspacePage"),
})

const SignedInFrame = lazyRouteComponent(() => import("./frame/signed-in-frame.tsx"), "SignedInFrame")
// A browser that was in a workspace before is most likely signed in: the frame need not wait until the server says so.
if (chosenWorkspace() !== null) void SignedInFrame.preload?.()

const refusals = new Set(["unauthorized", "forbidden", "not_found", "invalid_request"])

/** Every other address, so that a wrong one keeps the frame around it. */
const elsewhere = createRoute({
  getParentRoute: () => framed,
  path: "$",
  component: lazyRouteComponent(() => import("./frame/not-found.tsx"), "NotFound"),
})

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
  const isFramed = router.state.matches.some(({ routeId }) => routeId === framed.id)
  if (isFramed && queries.getQueryData(meQuery.queryKey) !== undefined) noteSessionEnd()
})

// Queries go on by themselves once the server can be reached again; a page whose file did not load is tried again here.
onlineManager.subscribe((isReachable) => {
  if (isReachable) void router.invalidate()
})

export const router = createRouter({
  routeTree: root.addChildren([
    // The frame shows the places of all rooms, whose routes are in it: it is only known here.
    framed
      .update({ component: SignedInFrame })
      .addChildren([...rooms.flatMap((room): readonly RoomRoute[] => room.routes), elsewhere]),
    noWorkspace,
    ...rooms.flatMap((room): readonly OpenRoute[] => room.openRoutes ?? []),
  ]),
  context: {
    queries,
    homeCards: rooms.flatMap((room): readonly HomeCard[] => room.home ?? []),
  },
  defaultPreload: "intent",
  // A page that fails leaves the frame as it is.
  defaultErrorComponent: Broken,
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
