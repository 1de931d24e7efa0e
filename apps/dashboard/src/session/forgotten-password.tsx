import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconMailCheck } from "@tabler/icons-react"
import { useSearch } from "@tanstack/react-router"
import { useState } from "react"
import { auth } from "../api/auth.ts"
import { api } from "../api/client.ts"
import type { Problem } from "../api/problem.ts"
import { useAction } from "../look/action.ts"
import { AnchorLink, ButtonLink } from "../look/links.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { authProblem } from "./auth-answer.ts"
import { Entrance } from "./signed-out-page.tsx"

const backToSignIn = (
  <AnchorLink to="/sign-in" size="sm">
    Back to sign in
  </AnchorLink>
)

/** Asks for a link to set a new password. Says the same whether the address is known or not. */
export function ForgottenPasswordPage() {
  const setup = api.useQuery("get", "/v1/setup")
  const [sentTo, setSentTo] = useState<string>()
  const form = useForm({
    initialValues: { email: "" },
    validate: {
      email: (value) =>
        /^\S+@\S+$/.test(value.trim()) ? null : "An e-mail address, such as ana@example.com",
    },
  })
  const ask = useAction(async ({ email }: typeof form.values) => {
    const { error } = await auth.requestPasswordReset({ email: email.trim(), redirectTo: "/reset-password" })
    if (error) throw authProblem(error)
    setSentTo(email.trim())
  })
  const isMailed = setup.data?.email !== false
  return (
    <Entrance
      title="Forgotten password"
      intro={
        isMailed
          ? "We send a link with which you can set a new one."
          : "This installation sends no e-mail. The link to set a new one is written to its log. Ask your operator for it."
      }
      below={backToSignIn}
    >
      {sentTo === undefined ? (
        <form onSubmit={form.onSubmit(ask.run)} noValidate>
          <Stack>
            <ProblemAlert failure={ask.failure} />
            <TextInput
              label="E-mail"
              type="email"
              autoComplete="username"
              autoFocus
              {...form.getInputProps("email")}
            />
            <Button type="submit" loading={ask.isBusy}>
              {isMailed ? "Send the link" : "Write the link"}
            </Button>
          </Stack>
        </form>
      ) : (
        <Alert color="teal" icon={<IconMailCheck aria-hidden />} role="status">
          {isMailed
            ? `If ${sentTo} belongs to a member, a link is on its way. It is good for one hour.`
            : `If ${sentTo} belongs to a member, a link is in the server's log now. Ask your operator for it within the hour.`}
        </Alert>
      )}
    </Entrance>
  )
}

const linkIsCut: Problem = {
  code: "INVALID_TOKEN",
  message: "This link is no longer good.",
  help: "Ask for a new one.",
}

/** Sets the new password with the link's token. */
export function ResetPasswordPage() {
  const { token } = useSearch({ from: "/reset-password" })
  const [isDone, setIsDone] = useState(false)
  const form = useForm({
    initialValues: { password: "" },
    validate: { password: (value) => (value.length < 10 ? "At least 10 characters" : null) },
  })
  const set = useAction(async ({ password }: typeof form.values) => {
    const { error } = await auth.resetPassword({ newPassword: password, token: token ?? "" })
    if (error) throw authProblem(error)
    setIsDone(true)
  })
  if (isDone) {
    return (
      <Entrance title="Password set" intro="Sign in with it from now on.">
        <ButtonLink to="/sign-in">Sign in</ButtonLink>
      </Entrance>
    )
  }
  return (
    <Entrance title="Set a new password" below={backToSignIn}>
      <form onSubmit={form.onSubmit(set.run)} noValidate>
        <Stack>
          <ProblemAlert failure={token === undefined ? linkIsCut : set.failure} />
          <PasswordInput
            label="New password"
            description="At least 10 characters; a short sentence is good."
            autoComplete="new-password"
            autoFocus
            {...form.getInputProps("password")}
          />
          <Button type="submit" loading={set.isBusy} disabled={token === undefined}>
            Set password
          </Button>
        </Stack>
      </form>
    </Entrance>
  )
}
