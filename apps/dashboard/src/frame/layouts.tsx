/** The layouts that pages are in: the bare root, the signed-in frame. Rooms add their routes below these. */
import type { QueryClient } from "@tanstack/react-query"
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router"
import { claimTab } from "../api/own-keys.ts"
import { asProblem } from "../api/problem.ts"
import { chooseWorkspace, chosenWorkspace, stayInWorkspace } from "../api/workspace-choice.ts"
import type { HomeCard } from "../room.ts"
import { meQuery } from "../session/me.ts"
import { BrokenAlone } from "./error-page.tsx"

export const root = createRootRouteWithContext<{
  queries: QueryClient
  /** What all rooms bring, for a page that they are loaded with and cannot load itself. */
  homeCards: readonly HomeCard[]
}>()({
  component: Outlet,
  errorComponent: BrokenAlone,
})

/** Pages of a signed-in member inside a workspace; others are sent to sign in and come back here. */
export const framed = createRoute({
  getParentRoute: () => root,
  id: "framed",
  /** `after`: which page of a long list is shown. `dialog`: which of the page's dialogs is open over it. */
  validateSearch: ({
    after,
    dialog,
  }: Record<string, unknown>): { after?: string | undefined; dialog?: string | undefined } => ({
    ...(typeof after === "string" && after !== "" ? { after } : {}),
    ...(typeof dialog === "string" && dialog !== "" ? { dialog } : {}),
  }),
  errorComponent: BrokenAlone,
  beforeLoad: async ({ context: { queries }, location }) => {
    const me = await queries.ensureQueryData(meQuery).catch((failure: unknown) => {
      if (asProblem(failure).code !== "unauthorized") throw failure
      throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { to: location.href } })
    })
    claimTab(me.member.id)
    const [first] = me.workspaces
    if (first === undefined) throw redirect({ to: "/no-workspace" })
    const chosen = me.workspaces.find(({ id }) => id === chosenWorkspace())
    if (chosen === undefined) chooseWorkspace(first.id)
    else stayInWorkspace(chosen.id)
  },
})
