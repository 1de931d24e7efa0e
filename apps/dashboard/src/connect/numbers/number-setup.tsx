import { Alert, Button, Group, Paper, PinInput, SegmentedControl, Stack, Text, Title } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { sayDone } from "../../look/toasts.ts"
import { Register } from "./register.tsx"

/**
 * What is left until a number can send: request a code, enter it, register. Its state is Meta's to know, so one
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

function Verify({ number }: { number: Shapes["Number"] }) {
  const [method, setMethod] = useState<"SMS" | "VOICE">("SMS")
  const [code, setCode] = useState("")
  const [sentBy, setSentBy] = useState<string>()
  const queries = useQueryClient()
  const params = { path: { id: number.id } }

  const request = useAction(async () => {
    verify.forget()
    const { error } = await client.POST("/v1/numbers/{id}/request-code", {
      params,
      body: { method, language: "en_US" },
    })
    if (error) throw error
    await queries.invalidateQueries()
    setSentBy(method === "SMS" ? "a text message" : "a call")
  })
  const verify = useAction(async (entered: string) => {
    request.forget()
    const verified = await client.POST("/v1/numbers/{id}/verify", { params, body: { code: entered } })
    if (verified.error) {
      setCode("")
      throw verified.error
    }
    const registered = await client.POST("/v1/numbers/{id}/register", { params, body: {} })
    sayDone(`${number.display_phone_number} is verified.`)
    await queries.invalidateQueries()
    if (registered.error) throw registered.error
  })
  const isBusy = request.isBusy || verify.isBusy

  return (
    <Stack align="flex-start">
      <ProblemAlert failure={request.failure ?? verify.failure} />
      <Text size="sm">
        Meta sends a six-digit code to {number.display_phone_number}. The person who can read it owns the
        number.
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
          onClick={() => void request.run()}
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
            onComplete={(entered) => void verify.run(entered)}
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
