import { Button, PasswordInput, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { Navigate, useSearch } from "@tanstack/react-router"
import { auth } from "../api/auth.ts"
import { api } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { enter } from "./after-signing-in.ts"
import { authProblem } from "./auth-answer.ts"
import { Entrance } from "./signed-out-page.tsx"

/** The very first page of an installation: the person who fills it in becomes the owner. @param code of the link in the log */
export function FirstMemberPage() {
  const { setup: code } = useSearch({ from: "/sign-up" })
  const setup = api.useQuery("get", "/v1/setup")
  const queries = useQueryClient()
  if (setup.data?.needs_first_member === false) return <Navigate to="/sign-in" search={{}} />
  return (
    <Entrance
      title="Welcome to Parley"
      intro="Create your account. You become the owner of this installation's first workspace and can invite others."
    >
      <ProblemAlert failure={setup.error} retry={setup.refetch} />
      {setup.data === undefined ? null : (
        <AccountForm
          {...(setup.data.needs_setup_code ? { setupCode: code ?? "" } : {})}
          action="Create account"
          onDone={() => enter(queries, "/")}
        />
      )}
    </Entrance>
  )
}

/** Name, e-mail and password of a new member. Times are shown as in the browser until they choose otherwise. */
export function AccountForm({
  invitation,
  setupCode,
  action,
  onDone,
}: {
  /** What lets in everyone but the first, and for which address. */
  invitation?: { token: string; email: string }
  /** What the first shows where others could come first, as far as it is known; undefined: nothing is asked. */
  setupCode?: string
  action: string
  onDone: () => unknown
}) {
  const form = useForm({
    initialValues: { setup: setupCode ?? "", name: "", email: invitation?.email ?? "", password: "" },
    validate: {
      setup: (value) => (setupCode !== undefined && value.trim() === "" ? "Enter the setup code" : null),
      name: (value) =>
        value.trim() === ""
          ? "Enter your name"
          : value.trim().length > 100
            ? "Use at most 100 characters"
            : null,
      email: (value) =>
        /^\S+@\S+$/.test(value.trim()) ? null : "Enter an e-mail address, such as ana@example.com",
      password: (value) => (value.length < 10 ? "Use at least 10 characters" : null),
    },
  })
  const create = useAction(async (values: typeof form.values) => {
    const { error } = await auth.signUp.email({
      name: values.name.trim(),
      email: values.email.trim(),
      password: values.password,
      fetchOptions: {
        headers: {
          ...(invitation === undefined ? {} : { "Parley-Invitation": invitation.token }),
          ...(setupCode === undefined ? {} : { "Parley-Setup": values.setup.trim() }),
        },
      },
    })
    if (error?.code === "setup_code_wrong") return form.setFieldError("setup", "Wrong setup code.")
    if (error) throw authProblem(error)
    await onDone()
  })
  return (
    <form onSubmit={form.onSubmit(create.run)} noValidate>
      <Stack>
        <ProblemAlert failure={create.failure} />
        {setupCode === undefined ? null : (
          <TextInput
            label="Setup code"
            description="Others can reach this installation, so the first member needs a code. Find it in the server log, or in the file setup-code of the data folder."
            autoComplete="off"
            {...form.getInputProps("setup")}
          />
        )}
        <TextInput label="Your name" autoComplete="name" autoFocus {...form.getInputProps("name")} />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          readOnly={invitation !== undefined}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label="Password"
          description="At least 10 characters. A short sentence works well."
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        <Button type="submit" loading={create.isBusy}>
          {action}
        </Button>
      </Stack>
    </form>
  )
}
