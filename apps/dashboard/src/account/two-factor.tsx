import { Badge, Button, Group, PasswordInput, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { auth } from "../api/auth.ts"
import { useAction } from "../look/action.ts"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { authProblem } from "../session/auth-answer.ts"
import { meQuery, useMe } from "../session/me.ts"
import { AuthenticatorSetup, type Secrets } from "./authenticator-setup.tsx"

/** The second step of signing in: set up with the password, confirmed with a first code, taken away with the password. */
export function TwoFactor() {
  const { member } = useMe()
  const queries = useQueryClient()
  const [isAsking, asking] = useDisclosure(false)
  const [secrets, setSecrets] = useState<Secrets>()
  const isOn = member.two_factor_enabled

  const change = async (password: string) => {
    if (isOn) {
      const { error } = await auth.twoFactor.disable({ password })
      if (error) throw authProblem(error)
      await queries.invalidateQueries(meQuery)
      asking.close()
      sayDone("Two-factor authentication is off.")
    } else {
      const { data, error } = await auth.twoFactor.enable({ password })
      if (error) throw authProblem(error)
      if (data.method !== "totp") throw new Error("An authenticator app is the only second factor.")
      asking.close()
      setSecrets({ totpUri: data.totpURI, backupCodes: data.backupCodes })
    }
  }
  const finish = async () => {
    setSecrets(undefined)
    await queries.invalidateQueries(meQuery)
  }

  return (
    <Section
      title="Two-factor authentication"
      intro="A code from an authenticator app, in addition to your password."
      aside={<Badge color={isOn ? "teal" : "gray"}>{isOn ? "On" : "Off"}</Badge>}
    >
      <Group justify="flex-end">
        <Button variant="default" onClick={asking.open}>
          {isOn ? "Turn off" : "Set up"}
        </Button>
      </Group>
      {isAsking ? (
        <PasswordQuestion
          title={isOn ? "Turn off two-factor authentication" : "Set up two-factor authentication"}
          action={isOn ? "Turn off" : "Continue"}
          onAnswer={change}
          onClose={asking.close}
        />
      ) : null}
      {secrets === undefined ? null : (
        <AuthenticatorSetup secrets={secrets} onDone={finish} onClose={() => setSecrets(undefined)} />
      )}
    </Section>
  )
}

function PasswordQuestion({
  title,
  action,
  onAnswer,
  onClose,
}: {
  title: string
  action: string
  /** @throws what went wrong, in a shape that `asProblem` reads */
  onAnswer: (password: string) => Promise<void>
  onClose: () => void
}) {
  const [password, setPassword] = useState("")
  const answer = useAction(onAnswer)
  return (
    <Dialog title={title} isBusy={answer.isBusy} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void answer.run(password)
        }}
      >
        <Stack>
          <ProblemAlert failure={answer.failure} />
          <Text size="sm">Enter your password to continue.</Text>
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={answer.isBusy} disabled={password === ""}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
