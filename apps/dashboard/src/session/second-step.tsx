import { Anchor, Button, Checkbox, Stack, Text, TextInput } from "@mantine/core"
import { type FormEvent, useState } from "react"
import { auth } from "../api/auth.ts"
import { useAction } from "../look/action.ts"
import { CodeInput } from "../look/code-input.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { authProblem } from "./auth-answer.ts"

/** Asks for a code of the authenticator app, or for one of the backup codes. @param onDone after a right one */
export function SecondStep({ onDone }: { onDone: () => unknown }) {
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
    await onDone()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void check.run(code)
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed" size="sm">
          {usesBackup ? "Enter one of your backup codes." : "Enter the code from your authenticator app."}
        </Text>
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
        <Anchor
          component="button"
          type="button"
          size="sm"
          ta="center"
          onClick={() => setUsesBackup(!usesBackup)}
        >
          {usesBackup ? "Use the authenticator app" : "Use a backup code"}
        </Anchor>
      </Stack>
    </form>
  )
}
