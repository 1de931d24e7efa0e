import { Group, NumberInput } from "@mantine/core"
import { useState } from "react"
import type { NumberView } from "../../../src/control/views/shapes.ts"
import { command } from "../api.ts"
import { useChange } from "../live.ts"

/** How long a posted message is answered after; empty fields are as the settings say. Kept when the fields are left. */
export function AnswerLatency({ number }: { number: NumberView }) {
  const kept = number.answer_latency_ms
  const [draft, setDraft] = useState<readonly (string | number)[]>(kept ?? ["", ""])
  const [min = "", max = ""] = draft
  const patch = useChange((answer_latency_ms: [number, number] | null) =>
    command("PATCH", `numbers/${number.phone_number_id}`, { answer_latency_ms }),
  )
  const keep = () => {
    const [atLeast, atMost] = min === "" && max === "" ? [] : [Number(min || max), Number(max || min)]
    if (atLeast === kept?.[0] && atMost === kept?.[1]) return
    patch.mutate(atLeast === undefined || atMost === undefined ? null : [atLeast, atMost])
  }
  const field = { min: 0, allowDecimal: false, placeholder: "As for all", onBlur: keep }
  return (
    <Group align="flex-end" grow mt="sm">
      <NumberInput
        {...field}
        label="Until a message is answered"
        description="at least, ms"
        value={min}
        onChange={(value) => setDraft([value, max])}
      />
      <NumberInput
        {...field}
        aria-label="Until a message is answered, at most"
        description="at most, ms"
        value={max}
        onChange={(value) => setDraft([min, value])}
      />
    </Group>
  )
}
