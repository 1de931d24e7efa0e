import { api } from "../../../../api/client.ts"
import { Pick, Sentence, Words } from "../../../../segments/builder/inputs.tsx"
import type { TriggerForm, TriggerFormProps } from "./trigger-form.ts"

function ClickFields({ trigger, onChange }: TriggerFormProps) {
  const campaigns = api.useQuery("get", "/v1/campaigns", { params: { query: { limit: 500 } } })
  return (
    <Sentence>
      <Words
        label="Any link"
        value={trigger.url}
        onChange={(url) => onChange({ ...trigger, url: url === "" ? undefined : url })}
      />
      <Pick
        label="Of any message"
        value={trigger.campaign_id ?? "any"}
        choices={[
          { value: "any", label: "Of any message" },
          ...(campaigns.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => onChange({ ...trigger, campaign_id: id === "any" || id === "" ? undefined : id })}
      />
    </Sentence>
  )
}

export const clickForm: TriggerForm = {
  label: "Link tapped",
  begin: { on: "click" },
  Form: ClickFields,
}
