import { createRoute } from "@tanstack/react-router"
import { root } from "../frame/layouts.tsx"
import { ForgottenPasswordPage, ResetPasswordPage } from "./forgotten-password.tsx"
import { InvitationPage } from "./invitation.tsx"
import { SignInPage } from "./sign-in.tsx"
import { FirstMemberPage } from "./sign-up.tsx"
import { SignedInPage } from "./signed-in.tsx"
import { SecondStepPage } from "./two-factor.tsx"

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
  component: () => <SignInPage to={signIn.useSearch().to} refusal={signIn.useSearch().error} />,
})
const signedIn = createRoute({ getParentRoute: () => root, path: "/signed-in", component: SignedInPage })
const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  validateSearch: (search: Record<string, unknown>): { setup?: string } => {
    const setup = textOf(search.setup)
    return setup === undefined ? {} : { setup }
  },
  component: () => <FirstMemberPage code={signUp.useSearch().setup} />,
})
const secondStep = createRoute({
  getParentRoute: () => root,
  path: "/two-factor",
  validateSearch: withTo,
  component: () => <SecondStepPage to={secondStep.useSearch().to} />,
})
const forgottenPassword = createRoute({
  getParentRoute: () => root,
  path: "/forgotten-password",
  component: ForgottenPasswordPage,
})
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  validateSearch: (search: Record<string, unknown>): { token?: string } => {
    const token = textOf(search.token)
    return token === undefined ? {} : { token }
  },
  component: () => <ResetPasswordPage token={resetPassword.useSearch().token} />,
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$token",
  component: () => <InvitationPage token={invitation.useParams().token} />,
})

/** The pages that are open to people who are not signed in. */
export const sessionRoutes = [
  signIn,
  signedIn,
  signUp,
  secondStep,
  forgottenPassword,
  resetPassword,
  invitation,
] as const
