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
          ? "Registering it again puts an approved display name into use, and lifts a hold. It goes on sending meanwhile."
          : "The number is verified. Registering it takes it into service and gives it a subscription group of its own."}
        {number.pin_enabled ? "" : " Parley makes up a two-step PIN and keeps it sealed."}
      </Text>
      {isPinWanted || pin !== "" || (number.pin_enabled && !number.pin_stored) ? (
        <TextInput
          label="Two-step PIN"
          description="If the number was registered before: the PIN it has. Six digits."
          inputMode="numeric"
          maxLength={6}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value.replace(/\D/g, ""))}
          error={isPinWanted ? problem.message : null}
        />
      ) : null}
      <Button loading={isBusy} variant={number.registered ? "default" : "filled"} onClick={() => void run()}>
        {number.registered ? "Register again" : "Register the number"}
      </Button>
    </Stack>
  )
}
