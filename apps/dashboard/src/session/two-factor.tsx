import { Anchor, Button, Checkbox, Stack, Text, TextInput } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useSearch } from "@tanstack/react-router"
import { type FormEvent, useState } from "react"
import { auth } from "../api/auth.ts"
import { useAction } from "../look/action.ts"
import { CodeInput } from "../look/code-input.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { enter } from "./after-signing-in.ts"
import { authProblem } from "./auth-answer.ts"
import { Entrance } from "./signed-out-page.tsx"

/** The second step of signing in: a code of the authenticator app, or one of the backup codes. */
export function SecondStepPage() {
  const { to } = useSearch({ from: "/two-factor" })
  const queries = useQueryClient()
  const [usesBackup, setUsesBackup] = useState(false)
  const [code, setCode] = useState("")
  const [trustDevice, setTrustDevice] = useState(false)

  const check = useAction(async (typed: string) => {
    const request = { code: typed.trim(), trustDevice }
    const { error } = usesBackup
      ? await auth.twoFactor.verifyBackupCode(request)
      : await auth.twoFactor.verifyTotp(request)
    if (error) {
      setCode("")
      throw authProblem(error)
    }
    enter(queries, to)
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void check.run(code)
  }

  return (
    <Entrance
      title="Two-factor authentication"
      intro={usesBackup ? "Enter one of your backup codes." : "Enter the code from your authenticator app."}
      below={
        <Anchor component="button" type="button" size="sm" onClick={() => setUsesBackup(!usesBackup)}>
          {usesBackup ? "Use the authenticator app" : "Use a backup code"}
        </Anchor>
      }
    >
      <form onSubmit={submit}>
        <Stack>
          <ProblemAlert failure={check.failure} />
          {usesBackup ? (
            <TextInput
              label="Backup code"
              autoFocus
              autoComplete="off"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          ) : (
            <Stack gap={6} role="group" aria-label="Code">
              <Text size="sm" fw={500} aria-hidden>
                Code
              </Text>
              <CodeInput autoFocus value={code} onChange={setCode} onComplete={check.run} />
            </Stack>
          )}
          <Checkbox
            label="Trust this device for 30 days"
            checked={trustDevice}
            onChange={(event) => setTrustDevice(event.currentTarget.checked)}
          />
          <Button type="submit" loading={check.isBusy} disabled={code.trim().length < 6}>
            Continue
          </Button>
        </Stack>
      </form>
    </Entrance>
  )
}
