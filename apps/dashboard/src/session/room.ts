import { createRoute, lazyRouteComponent } from "@tanstack/react-router"
import { root } from "../frame/layouts.tsx"
import { defineRoom } from "../room.ts"

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined)

/** Where to go once signed in. */
const withTo = (search: Record<string, unknown>): { to?: string } => {
  const to = textOf(search.to)
  return to === undefined ? {} : { to }
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { to?: string; error?: string } => {
    const error = textOf(search.error)
    return { ...withTo(search), ...(error === undefined ? {} : { error }) }
  },
  component: lazyRouteComponent(() => import("./sign-in.tsx"), "SignInPage"),
})
const signedIn = createRoute({
  getParentRoute: () => root,
  path: "/signed-in",
  component: lazyRouteComponent(() => import("./signed-in.tsx"), "SignedInPage"),
})
const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  validateSearch: (search: Record<string, unknown>): { setup?: string } => {
    const setup = textOf(search.setup)
    return setup === undefined ? {} : { setup }
  },
  component: lazyRouteComponent(() => import("./sign-up.tsx"), "FirstMemberPage"),
})
const secondStep = createRoute({
  getParentRoute: () => root,
  path: "/two-factor",
  validateSearch: withTo,
  component: lazyRouteComponent(() => import("./two-factor.tsx"), "SecondStepPage"),
})
const forgottenPassword = createRoute({
  getParentRoute: () => root,
  path: "/forgotten-password",
  component: lazyRouteComponent(() => import("./forgotten-password.tsx"), "ForgottenPasswordPage"),
})
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  validateSearch: (search: Record<string, unknown>): { token?: string } => {
    const token = textOf(search.token)
    return token === undefined ? {} : { token }
  },
  component: lazyRouteComponent(() => import("./forgotten-password.tsx"), "ResetPasswordPage"),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$token",
  component: lazyRouteComponent(() => import("./invitation.tsx"), "InvitationPage"),
})

/** The pages that are open to people who are not signed in. */
export const room = defineRoom({
  routes: [],
  openRoutes: [signIn, signedIn, signUp, secondStep, forgottenPassword, resetPassword, invitation],
})
