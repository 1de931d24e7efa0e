import { Button, Group, NumberInput } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Section } from "../../look/section.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"

/** How fast the number sends: as Meta allows, or slower. */
export function Rate({ number }: { number: Shapes["Number"] }) {
  const [rate, setRate] = useState<number | string>(number.rate_per_second ?? "")
  const queries = useQueryClient()
  const amount = useAmount()
  const wanted = rate === "" ? null : Number(rate)
  const save = useAction(async () => {
    const { error } = await client.PATCH("/v1/numbers/{id}", {
      params: { path: { id: number.id } },
      body: { rate_per_second: wanted },
    })
    if (error) throw error
    await queries.invalidateQueries()
    sayDone("Rate saved.")
  })
  const allowed = number.throughput_level === "HIGH" ? 1_000 : 80
  return (
    <Section
      title="Sending rate"
      intro={`Meta accepts up to ${amount(allowed)} messages a second from this number. Send slower to spread out the replies to a campaign.`}
    >
      <ProblemAlert failure={save.failure} />
      <Group align="flex-end">
        <NumberInput
          label="Messages a second"
          placeholder="Maximum"
          min={1}
          allowDecimal={false}
          allowNegative={false}
          w={180}
          error={wanted !== null && wanted > allowed ? `Use at most ${amount(allowed)}` : null}
          value={rate}
          onChange={setRate}
        />
        <Button
          variant="default"
          loading={save.isBusy}
          disabled={wanted === number.rate_per_second || (wanted !== null && wanted > allowed)}
          onClick={() => void save.run()}
        >
          Save rate
        </Button>
      </Group>
    </Section>
  )
}
