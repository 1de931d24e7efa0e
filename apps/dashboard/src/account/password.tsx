import { Button, Group, PasswordInput, Stack } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useState } from "react"
import { auth } from "../api/auth.ts"
import type { Problem } from "../api/problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/said.ts"
import { Section } from "../look/section.tsx"
import { authProblem } from "../session/auth-answer.ts"

/** Changes the password; whoever is signed in elsewhere is signed out there. */
export function PasswordForm() {
  const [problem, setProblem] = useState<Problem>()
  const form = useForm({
    initialValues: { current: "", wanted: "" },
    validate: {
      current: (value) => (value === "" ? "The password you have now" : null),
      wanted: (value) => (value.length < 10 ? "At least 10 characters" : null),
    },
  })
  const submit = form.onSubmit(async ({ current, wanted }) => {
    setProblem(undefined)
    const { error } = await auth.changePassword({
      currentPassword: current,
      newPassword: wanted,
      revokeOtherSessions: true,
    })
    if (error?.code === "INVALID_PASSWORD") return form.setFieldError("current", "This is not your password.")
    if (error) return setProblem(authProblem(error))
    form.reset()
    sayDone("Your password was changed. Other devices are signed out.")
  })
  return (
    <Section title="Password">
      <form onSubmit={submit} noValidate>
        <Stack>
          <ProblemAlert failure={problem} />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            {...form.getInputProps("current")}
          />
          <PasswordInput
            label="New password"
            description="At least 10 characters; a short sentence is good."
            autoComplete="new-password"
            {...form.getInputProps("wanted")}
          />
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={form.submitting}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
