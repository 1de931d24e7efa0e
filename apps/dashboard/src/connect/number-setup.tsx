import {
  Alert,
  Button,
  Group,
  Paper,
  PinInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { asProblem } from "../api/problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/said.ts"

/**
 * What is left until a number can send: request a code, enter it, register. Where it stands is Meta's to know, so one
 * can leave and come back at any step.
 */
export function NumberSetup({ number }: { number: Shapes["Number"] }) {
  const isVerified = number.verification_status === "VERIFIED"
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="setup">
      <Stack>
        <Title order={2} size="h4" id="setup">
          {isVerified ? "Put the number into service" : "Prove that the number is yours"}
        </Title>
        {isVerified ? <Register number={number} /> : <Verify number={number} />}
      </Stack>
    </Paper>
  )
}

/** Runs one call to Meta at a time and keeps its failure. */
function useStep() {
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  async function run(call: () => Promise<{ error?: unknown }>): Promise<boolean> {
    setBusy(true)
    setFailure(undefined)
    const { error } = await call().catch((error: unknown) => ({ error }))
    setBusy(false)
    if (error !== undefined) {
      setFailure(error)
      return false
    }
    await queries.invalidateQueries()
    return true
  }
  return { isBusy, failure, run }
}

function Verify({ number }: { number: Shapes["Number"] }) {
  const [method, setMethod] = useState<"SMS" | "VOICE">("SMS")
  const [code, setCode] = useState("")
  const [sentBy, setSentBy] = useState<string>()
  const { isBusy, failure, run } = useStep()
  const params = { path: { id: number.id } }

  async function request() {
    const isSent = await run(() =>
      client.POST("/v1/numbers/{id}/request_code", { params, body: { method, language: "en_US" } }),
    )
    if (isSent) setSentBy(method === "SMS" ? "a text message" : "a call")
  }
  async function verify(entered: string) {
    const isVerified = await run(() =>
      client.POST("/v1/numbers/{id}/verify", { params, body: { code: entered } }),
    )
    if (!isVerified) return setCode("")
    await run(() => client.POST("/v1/numbers/{id}/register", { params, body: {} }))
    sayDone(`${number.display_phone_number} is verified.`)
  }

  return (
    <Stack align="flex-start">
      <ProblemAlert failure={failure} />
      <Text size="sm">
        Meta sends a six-digit code to {number.display_phone_number}. Whoever can read it owns the number.
      </Text>
      <Group>
        <SegmentedControl
          aria-label="How to receive the code"
          value={method}
          onChange={(value) => setMethod(value === "VOICE" ? "VOICE" : "SMS")}
          data={[
            { value: "SMS", label: "Text message" },
            { value: "VOICE", label: "Phone call" },
          ]}
        />
        <Button
          loading={isBusy}
          variant={sentBy === undefined ? "filled" : "default"}
          onClick={() => void request()}
        >
          {sentBy === undefined ? "Send the code" : "Send another code"}
        </Button>
      </Group>
      {sentBy === undefined ? null : (
        <Alert variant="light" color="teal" role="status">
          The code is on its way by {sentBy}.
        </Alert>
      )}
      <div>
        <Text size="sm" fw={550} id="code-label" mb={4}>
          The code
        </Text>
        <Group gap="sm">
          <PinInput
            length={6}
            type="number"
            oneTimeCode
            value={code}
            onChange={setCode}
            onComplete={(entered) => void verify(entered)}
            disabled={isBusy}
            role="group"
            aria-labelledby="code-label"
            getInputProps={(index) => ({ "aria-label": `Digit ${index + 1} of the code` })}
          />
        </Group>
      </div>
    </Stack>
  )
}

function Register({ number }: { number: Shapes["Number"] }) {
  const [pin, setPin] = useState("")
  const { isBusy, failure, run } = useStep()
  const isPinWanted = failure !== undefined && /133005|PIN/i.test(JSON.stringify(failure))
  async function register() {
    const isDone = await run(() =>
      client.POST("/v1/numbers/{id}/register", {
        params: { path: { id: number.id } },
        body: pin === "" ? {} : { pin },
      }),
    )
    if (isDone) sayDone(`${number.display_phone_number} can send now.`)
  }
  return (
    <Stack align="flex-start">
      <ProblemAlert failure={failure} />
      <Text size="sm">
        The number is verified. Registering it takes it into service and gives it a subscription group of its
        own. Parley makes up a two-step PIN and keeps it sealed.
      </Text>
      {isPinWanted || pin !== "" || number.pin_enabled ? (
        <TextInput
          label="Two-step PIN"
          description="If the number was registered before: the PIN it has. Six digits."
          inputMode="numeric"
          maxLength={6}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, ""))}
          error={isPinWanted ? asProblem(failure).message : null}
        />
      ) : null}
      <Button loading={isBusy} onClick={() => void register()}>
        Register the number
      </Button>
    </Stack>
  )
}
