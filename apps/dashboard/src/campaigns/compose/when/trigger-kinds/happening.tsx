import { Stack } from "@mantine/core"
import { Sentence, Words } from "../../../../segments/builder/inputs.tsx"
import { EventName } from "../../../../segments/builder/kinds/happening.tsx"
import { WhereFields } from "../../../../segments/builder/where.tsx"
import type { TriggerForm, TriggerFormProps } from "./trigger-form.ts"

function Where({ trigger, onChange }: TriggerFormProps) {
  return (
    <WhereFields
      value={trigger.where}
      add="Narrow by a property"
      onChange={(where) => onChange({ ...trigger, where })}
    />
  )
}

function EventFields({ trigger, onChange }: TriggerFormProps) {
  return (
    <Stack gap={6}>
      <Sentence>
        <EventName label="Event" value={trigger.name} onChange={(name) => onChange({ ...trigger, name })} />
      </Sentence>
      <Where trigger={trigger} onChange={onChange} />
    </Stack>
  )
}

function PurchaseFields({ trigger, onChange }: TriggerFormProps) {
  return (
    <Stack gap={6}>
      <Sentence>
        <Words
          label="Any product"
          value={trigger.product_id}
          onChange={(id) => onChange({ ...trigger, product_id: id === "" ? undefined : id })}
        />
      </Sentence>
      <Where trigger={trigger} onChange={onChange} />
    </Stack>
  )
}

export const eventForm: TriggerForm = {
  label: "Custom event",
  begin: { on: "event", name: "" },
  Form: EventFields,
}
export const purchaseForm: TriggerForm = {
  label: "Purchase",
  begin: { on: "purchase" },
  Form: PurchaseFields,
}
