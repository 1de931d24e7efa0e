import { Button, Code, Group, Paper, PinInput, Stack, Text } from "@mantine/core"
import { IconDeviceSim } from "@tabler/icons-react"
import { useState } from "react"
import { simsSchema } from "../../../src/control/views/shapes.ts"
import { command } from "../api.ts"
import { clockSchema } from "../clock-reading.ts"
import { useChange, useLive } from "../live.ts"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"

const again = [
  { method: "SMS", label: "Send a new text message" },
  { method: "VOICE", label: "Call me instead" },
] as const

/** By the sandbox's clock: what WhatsApp lets people wait before the next code. */
const resendAfterMs = 60_000

/** Asks for the code; beside it lies the phone that received it. */
export function CodeScreen({ signup, go, refused }: ScreenProps) {
  const [code, setCode] = useState("")
  const number = signup.number
  const verify = useChange(() => command("POST", `dialog/numbers/${number?.id}/verify`, { code }), {
    tellsErrors: false,
  })
  const resend = useChange(
    (method: "SMS" | "VOICE") => command("POST", `dialog/numbers/${number?.id}/code`, { method }),
    { tellsErrors: false },
  )
  const { data: sims } = useLive(simsSchema, "views/sims")
  const received = sims?.data.find((sim) => sim.phone_number_id === number?.id)?.codes[0]
  const { data: clock } = useLive(clockSchema, "clock")
  const waitSeconds =
    clock === undefined || received === undefined
      ? 0
      : Math.ceil((Date.parse(received.requested_at) + resendAfterMs - Date.parse(clock.now)) / 1000)
  const sendAgain = (method: "SMS" | "VOICE") => {
    setCode("")
    verify.reset()
    resend.mutate(method, { onError: refused })
  }
  return (
    <Screen
      title="Enter the code"
      lead={`Six digits are on their way to ${number?.display}.`}
      next="Verify"
      isBusy={verify.isPending}
      isReady={code.length === 6}
      onNext={() => void verify.mutateAsync().then(() => go("review"), refused)}
      onBack={() => go("number")}
    >
      <Stack
        gap={6}
        onPasteCapture={(event) => {
          const digits = event.clipboardData.getData("text").replace(/\D/g, "")
          if (digits.length !== 6) return
          event.preventDefault()
          event.stopPropagation()
          setCode(digits)
        }}
      >
        <PinInput
          length={6}
          type="number"
          oneTimeCode
          aria-label="Verification code"
          getInputProps={(index) => ({ "aria-label": `Digit ${index + 1} of the code` })}
          value={code}
          error={verify.error !== null}
          onChange={(typed) => {
            setCode(typed)
            // What is wrong is said of the code that was sent, not of the next.
            verify.reset()
          }}
        />
        {verify.error === null ? null : (
          <Text c="red" size="sm" role="alert">
            {verify.error.message}
          </Text>
        )}
      </Stack>
      <Paper withBorder p="sm">
        <Group gap="sm" wrap="nowrap">
          <IconDeviceSim aria-hidden />
          <div>
            <Text size="sm" fw={500}>
              The phone of {number?.display}
            </Text>
            {received === undefined ? (
              <Text size="sm" c="dimmed">
                Nothing has arrived.
              </Text>
            ) : (
              <Text size="sm">
                {received.method === "VOICE" ? "A voice says" : "Your WhatsApp code is"}{" "}
                <Code fz="md" data-testid="sim-code">
                  {received.code.slice(0, 3)}-{received.code.slice(3)}
                </Code>
              </Text>
            )}
          </div>
        </Group>
      </Paper>
      <Stack gap={6}>
        <Group gap="xs">
          {again.map(({ method, label }) => (
            <Button
              key={method}
              variant="subtle"
              size="compact-sm"
              disabled={waitSeconds > 0 || resend.isPending}
              onClick={() => sendAgain(method)}
            >
              {label}
            </Button>
          ))}
        </Group>
        {waitSeconds > 0 ? (
          <Text size="sm" c="dimmed">
            You can ask for another code in {waitSeconds} s.
          </Text>
        ) : null}
        {resend.error === null ? null : (
          <Text c="red" size="sm" role="alert">
            {resend.error.message}
          </Text>
        )}
      </Stack>
    </Screen>
  )
}
