import { Button, Divider, Group, PasswordInput, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconFingerprint } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { Navigate, useNavigate, useSearch } from "@tanstack/react-router"
import { useState } from "react"
import { auth } from "../api/auth.ts"
import { api } from "../api/client.ts"
import type { Problem } from "../api/problem.ts"
import { useAction } from "../look/action.ts"
import { AnchorLink } from "../look/links.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { enter, pageAfter } from "./after-signing-in.ts"
import { authProblem } from "./auth-answer.ts"
import { passkeyObstacle, thisPage } from "./passkey-obstacle.ts"
import { Entrance } from "./signed-out-page.tsx"
import { SingleSignOnButton, singleSignOnProblem } from "./single-sign-on.tsx"

/** Signing in with a password, a passkey or single sign-on: whatever the installation offers. */
export function SignInPage() {
  // The error is what single sign-on came back with instead of a member.
  const { to, error: refusal } = useSearch({ from: "/sign-in" })
  const setup = api.useQuery("get", "/v1/setup")
  const [problem, setProblem] = useState<Problem>()
  const queries = useQueryClient()
  const withPasskey = useAction(async () => {
    setProblem(undefined)
    const { error } = await auth.signIn.passkey()
    if (error) setProblem(authProblem(error))
    else enter(queries, to)
  })

  if (setup.data?.needs_first_member) return <Navigate to="/sign-up" />
  const offers = setup.data?.sign_in
  const refused =
    refusal === undefined ? undefined : singleSignOnProblem(refusal, offers?.oidc?.name ?? "Single sign-on")
  const hasPasskeys = offers?.passkey && passkeyObstacle(offers.passkey.origin, thisPage()) === undefined
  return (
    <Entrance title="Sign in">
      <ProblemAlert failure={problem ?? refused ?? setup.error} />
      {offers?.password === false ? null : <PasswordForm to={to} onProblem={setProblem} />}
      {offers === undefined || !(hasPasskeys || offers.oidc) ? null : (
        <Stack gap="xs">
          <Divider label="or" mb={4} />
          {hasPasskeys ? (
            <Button
              variant="default"
              leftSection={<IconFingerprint size={18} aria-hidden />}
              loading={withPasskey.isBusy}
              onClick={() => void withPasskey.run()}
            >
              Use a passkey
            </Button>
          ) : null}
          {offers.oidc ? (
            <SingleSignOnButton provider={offers.oidc.name} to={pageAfter(to)} onProblem={setProblem} />
          ) : null}
        </Stack>
      )}
    </Entrance>
  )
}

function PasswordForm({
  to,
  onProblem,
}: {
  to: string | undefined
  onProblem: (problem: Problem | undefined) => void
}) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) =>
        /^\S+@\S+$/.test(value.trim()) ? null : "Enter an e-mail address, such as ana@example.com",
      password: (value) => (value === "" ? "Enter your password" : null),
    },
  })
  const signIn = useAction(async ({ email, password }: typeof form.values) => {
    onProblem(undefined)
    const { data, error } = await auth.signIn.email({ email: email.trim(), password })
    if (error) return onProblem(authProblem(error))
    if ("twoFactorRedirect" in data && data.twoFactorRedirect) {
      return navigate({ to: "/two-factor", search: to === undefined ? {} : { to } })
    }
    enter(queries, to)
  })
  return (
    <form onSubmit={form.onSubmit(signIn.run)} noValidate>
      <Stack>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username webauthn"
          autoFocus
          {...form.getInputProps("email")}
        />
        <PasswordInput label="Password" autoComplete="current-password" {...form.getInputProps("password")} />
        <Button type="submit" loading={signIn.isBusy}>
          Sign in
        </Button>
        <Group justify="center">
          <AnchorLink to="/forgotten-password" size="sm">
            Forgotten password?
          </AnchorLink>
        </Group>
      </Stack>
    </form>
  )
}
