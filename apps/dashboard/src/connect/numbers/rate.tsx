import { NumberInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../../api/client.ts"
import { FormShell } from "../../look/form/form-shell.tsx"
import { Section } from "../../look/page/section.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"

/** How fast the number sends: as Meta allows, or slower. */
export function Rate({ number }: { number: Shapes["Number"] }) {
  const queries = useQueryClient()
  const amount = useAmount()
  const allowed = number.throughput_level === "HIGH" ? 1_000 : 80
  const form = useForm<{ rate: number | string }>({
    initialValues: { rate: number.rate_per_second ?? "" },
    validate: { rate: (rate) => (Number(rate) > allowed ? `Use at most ${amount(allowed)}` : null) },
  })
  return (
    <Section
      title="Sending rate"
      intro={`Meta accepts up to ${amount(allowed)} messages per second from this number. Send slower to spread out the replies to a campaign.`}
    >
      <FormShell
        form={form}
        words={{ rate: "Messages per second" }}
        submit="Save rate"
        onSubmit={async ({ rate }) => {
          const { error } = await client.PATCH("/v1/numbers/{id}", {
            params: { path: { id: number.id } },
            body: { rate_per_second: rate === "" ? null : Number(rate) },
          })
          if (error) throw error
          await queries.invalidateQueries()
          sayDone("Rate saved.")
        }}
      >
        <NumberInput
          label="Messages per second"
          placeholder="Maximum"
          min={1}
          allowDecimal={false}
          allowNegative={false}
          w={180}
          {...form.getInputProps("rate")}
        />
      </FormShell>
    </Section>
  )
}
