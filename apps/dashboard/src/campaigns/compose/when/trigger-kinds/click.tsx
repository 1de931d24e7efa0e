import { api } from "../../../../api/client.ts"
import { Pick, Sentence } from "../../../../segments/builder/inputs.tsx"
import type { TriggerForm, TriggerFormProps } from "./trigger-form.ts"

const any = "any"

function ClickFields({ trigger, onChange }: TriggerFormProps) {
  const campaigns = api.useQuery("get", "/v1/campaigns", { params: { query: { limit: 500 } } })
  const named = (campaigns.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Sentence>
      <Pick
        label="Campaign"
        value={trigger.campaign_id ?? any}
        choices={[{ value: any, label: "Any message" }, ...named]}
        onChange={(chosen) => {
          onChange(chosen === any ? { on: "click" } : { on: "click", campaign_id: chosen })
        }}
      />
    </Sentence>
  )
}

export const clickForm: TriggerForm = {
  label: "Tap on a tracked link",
  begin: { on: "click" },
  Form: ClickFields,
}
