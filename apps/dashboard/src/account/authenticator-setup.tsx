import { Box, Button, Code, Group, SimpleGrid, Stack, Text } from "@mantine/core"
import { useState } from "react"
import { renderSVG } from "uqr"
import { auth } from "../api/auth.ts"
import { useAction } from "../look/action.ts"
import { CodeInput } from "../look/code-input.tsx"
import { Copyable } from "../look/copyable.tsx"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { authProblem } from "../session/auth-answer.ts"

/** What an authenticator app needs, and the codes for when it is lost. */
export interface Secrets {
  /** `otpauth://totp/…`, as authenticator apps read it from a picture. */
  totpUri: string
  backupCodes: readonly string[]
}

/** First the app is taught and proves it with a code; then the backup codes are shown, once. */
export function AuthenticatorSetup({
  secrets,
  onDone,
  onClose,
}: {
  secrets: Secrets
  onDone: () => void
  /** It was left before a code proved anything. */
  onClose: () => void
}) {
  const [isProven, setIsProven] = useState(false)
  return (
    <Dialog
      title="Set up two-factor authentication"
      closeOnClickOutside={false}
      isToBeAnswered={isProven}
      onClose={onClose}
    >
      {isProven ? (
        <BackupCodes codes={secrets.backupCodes} onDone={onDone} />
      ) : (
        <FirstCode totpUri={secrets.totpUri} onProven={() => setIsProven(true)} />
      )}
    </Dialog>
  )
}

function FirstCode({ totpUri, onProven }: { totpUri: string; onProven: () => void }) {
  const [code, setCode] = useState("")
  const check = useAction(async (typed: string) => {
    const { error } = await auth.twoFactor.verifyTotp({ code: typed })
    if (!error) return onProven()
    setCode("")
    throw authProblem(error)
  })
  const picture = `data:image/svg+xml,${encodeURIComponent(renderSVG(totpUri, { border: 2 }))}`
  return (
    <Stack>
      <Text size="sm">Scan this with your authenticator app, then enter the code it shows.</Text>
      <Box mx="auto" bg="white" p={4} style={{ borderRadius: "var(--mantine-radius-md)" }}>
        <img src={picture} width={184} height={184} alt="QR code for your authenticator app" />
      </Box>
      <Copyable label="Or type this key" text={new URL(totpUri).searchParams.get("secret") ?? ""} />
      <ProblemAlert failure={check.failure} />
      <Stack gap={6} role="group" aria-label="Code">
        <Text size="sm" fw={500} aria-hidden>
          Code
        </Text>
        <CodeInput value={code} onChange={setCode} onComplete={check.run} />
      </Stack>
    </Stack>
  )
}

function BackupCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  return (
    <Stack>
      <Text size="sm">
        Two-factor authentication is on. Save these backup codes somewhere safe: each works once if you lose
        your phone. You won't see them again.
      </Text>
      <SimpleGrid cols={2} spacing="xs">
        {codes.map((code) => (
          <Code key={code} fz="sm" p="xs" ta="center">
            {code}
          </Code>
        ))}
      </SimpleGrid>
      <Copyable label="All codes" text={codes.join(" ")} autoFocus />
      <Group justify="flex-end">
        <Button onClick={onDone}>I have saved them</Button>
      </Group>
    </Stack>
  )
}
