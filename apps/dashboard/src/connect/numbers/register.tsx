import { Button, Stack, Text, TextInput } from "@mantine/core"
import { errorCodes } from "@parley/whatsapp/errors"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { asProblem } from "../../api/problem.ts"
import { useAction } from "../../look/action.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { sayDone } from "../../look/toasts.ts"

/** Puts a verified number into service, or a number in service there again. */
export function Register({ number }: { number: Shapes["Number"] }) {
  const [pin, setPin] = useState("")
  const queries = useQueryClient()
  const { isBusy, failure, run } = useAction(async () => {
    const { error } = await client.POST("/v1/numbers/{id}/register", {
      params: { path: { id: number.id } },
      body: pin === "" ? {} : { pin },
    })
    if (error) throw error
    await queries.invalidateQueries()
    sayDone(`${number.display_phone_number} can send now.`)
  })
  const problem = failure === undefined ? undefined : asProblem(failure)
  const isPinWanted = problem?.field === "pin" || problem?.metaCode === errorCodes.wrongPin
  return (
    <Stack align="flex-start">
      <ProblemAlert failure={failure} />
      <Text size="sm">
        {number.registered
          ? "Register again to start using an approved display name or to lift a hold. Sending continues meanwhile."
          : "The number is verified. Register it to start sending. It gets its own subscription group."}
        {number.pin_enabled ? "" : " We create and store a two-step PIN."}
      </Text>
      {isPinWanted || pin !== "" || (number.pin_enabled && !number.pin_stored) ? (
        <TextInput
          label="Two-step PIN"
          description="6 digits. If the number was registered before, enter its current PIN."
          inputMode="numeric"
          maxLength={6}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, ""))}
          error={isPinWanted ? problem.message : null}
        />
      ) : null}
      <Button loading={isBusy} variant={number.registered ? "default" : "filled"} onClick={() => void run()}>
        {number.registered ? "Register again" : "Register number"}
      </Button>
    </Stack>
  )
}
