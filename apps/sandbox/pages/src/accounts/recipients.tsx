import { TagsInput } from "@mantine/core"
import type { NumberView } from "../../../src/control/views/shapes.ts"
import { command } from "../api.ts"
import { useChange } from "../live.ts"

/** The test recipients of a test number, at most five as at Meta. */
export function Recipients({ number }: { number: NumberView }) {
  const patch = useChange(
    (allowed_recipients: string[]) =>
      command("PATCH", `numbers/${number.phone_number_id}`, { allowed_recipients }),
    { tellsErrors: false },
  )
  return (
    <TagsInput
      mt="sm"
      label="May write to"
      description="Up to five numbers with their country code. Press Enter after each."
      maxTags={5}
      value={number.allowed_recipients}
      error={patch.error === null ? undefined : "A number is 5 to 15 digits."}
      onChange={(recipients) => patch.mutate(recipients.map((text) => text.replace(/\D/g, "")))}
    />
  )
}
