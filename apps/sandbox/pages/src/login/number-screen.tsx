import { Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core"
import { useState } from "react"
import { z } from "zod"
import { command, control, refusalOf } from "../api.ts"
import { useChange } from "../live.ts"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"

const madeSchema = z.object({ phone_number_id: z.string(), display_phone_number: z.string() })
const methods = [
  { value: "SMS", label: "Text message" },
  { value: "VOICE", label: "Phone call" },
]

/** Of a phone number without its country code. */
const fewestDigits = 4

/** Adds the number and has a code sent to it. */
export function NumberScreen({ request, signup, change, go, refused }: ScreenProps) {
  const [countryCode, setCountryCode] = useState(
    signup.typedNumber?.countryCode ?? (request.prefill.countryCode || "49"),
  )
  const [phoneNumber, setPhoneNumber] = useState(
    signup.typedNumber?.phoneNumber ?? request.prefill.phoneNumber,
  )
  const [wasLeft, setWasLeft] = useState(false)
  const [method, setMethod] = useState("SMS")
  const { profile, account, typedNumber } = signup
  /** Added before the person went back. */
  const added =
    typedNumber?.countryCode === countryCode && typedNumber.phoneNumber === phoneNumber
      ? signup.number
      : undefined
  const add = useChange(
    async () => {
      if (added !== undefined) {
        await command("POST", `dialog/numbers/${added.id}/code`, { method })
        return added
      }
      const made = await control(madeSchema, "POST", "dialog/numbers", {
        waba_id: account?.id ?? "",
        cc: countryCode,
        phone_number: phoneNumber,
        verified_name: profile.displayName,
        profile: {
          vertical: profile.vertical,
          ...(profile.description === "" ? {} : { description: profile.description }),
          ...(profile.website === "" ? {} : { websites: [profile.website] }),
        },
      })
      await command("POST", `dialog/numbers/${made.phone_number_id}/code`, { method })
      return { id: made.phone_number_id, display: made.display_phone_number }
    },
    { tellsErrors: false },
  )
  const next = async () => {
    const number = await add.mutateAsync()
    change({ number, typedNumber: { countryCode, phoneNumber } })
    go("code")
  }
  const errorAt = (field: string) => refusalOf(add.error, field)
  const digits = phoneNumber.replace(/\D/g, "").length
  /** A name that Meta does not take is fixed where it was typed. */
  const rejected = (error: unknown) => {
    const reason = error instanceof Error ? refusalOf(error, "verified_name") : undefined
    if (reason !== undefined) {
      change({ refusedName: { name: profile.displayName, reason } })
      go("profile")
    }
    refused(error)
  }
  const isElsewhere =
    add.error !== null && errorAt("cc") === undefined && errorAt("phone_number") === undefined
  return (
    <Screen
      title="Add your phone number"
      lead="A number that is not on WhatsApp yet and can receive a text message or a call. Any number will do here."
      next="Send the code"
      isBusy={add.isPending}
      isReady={/\d/.test(countryCode) && digits >= fewestDigits}
      onNext={() => void next().catch(rejected)}
      onBack={() => go("profile")}
    >
      <Group align="flex-start" wrap="nowrap">
        <TextInput
          label="Country code"
          leftSection="+"
          inputMode="tel"
          required
          w={120}
          value={countryCode}
          error={errorAt("cc")}
          onChange={(event) => setCountryCode(event.currentTarget.value)}
        />
        <TextInput
          label="Phone number"
          placeholder="30 901820"
          inputMode="tel"
          required
          flex={1}
          value={phoneNumber}
          error={
            errorAt("phone_number") ??
            (wasLeft && digits < fewestDigits ? `Enter at least ${fewestDigits} digits` : undefined)
          }
          onBlur={() => setWasLeft(phoneNumber !== "")}
          onChange={(event) => setPhoneNumber(event.currentTarget.value)}
        />
      </Group>
      <Stack gap={4}>
        <Text size="sm" fw={500} id="code-method">
          How should the code reach you?
        </Text>
        <SegmentedControl data={methods} value={method} onChange={setMethod} aria-labelledby="code-method" />
      </Stack>
      {isElsewhere ? (
        <Text c="red" size="sm" role="alert">
          {add.error?.message}
        </Text>
      ) : null}
    </Screen>
  )
}
