import { Button, Group, PasswordInput, Stack } from "@mantine/core"
import { useForm } from "@mantine/form"
import { auth } from "../api/auth.ts"
import { useAction } from "../look/action.ts"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { authProblem } from "../session/auth-answer.ts"

/** Changes the password and ends the sessions of the member elsewhere. */
export function PasswordForm() {
  const form = useForm({
    initialValues: { current: "", wanted: "" },
    validate: {
      current: (value) => (value === "" ? "Enter your current password" : null),
      wanted: (value) => (value.length < 10 ? "Use at least 10 characters" : null),
    },
  })
  const change = useAction(async ({ current, wanted }: typeof form.values) => {
    const { error } = await auth.changePassword({
      currentPassword: current,
      newPassword: wanted,
      revokeOtherSessions: true,
    })
    if (error?.code === "INVALID_PASSWORD") return form.setFieldError("current", "Wrong password.")
    if (error) throw authProblem(error)
    form.reset()
    sayDone("Password changed. Other devices were signed out.")
  })
  return (
    <Section title="Password">
      <form onSubmit={form.onSubmit(change.run)} noValidate>
        <Stack>
          <ProblemAlert failure={change.failure} />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            {...form.getInputProps("current")}
          />
          <PasswordInput
            label="New password"
            description="At least 10 characters. A short sentence works well."
            autoComplete="new-password"
            {...form.getInputProps("wanted")}
          />
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={change.isBusy}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
