import { api } from "../../../../api/client.ts"
import { Pick, Sentence, Word } from "../../../../segments/builder/inputs.tsx"
import { type Fate, fates } from "../fates.ts"
import type { TriggerForm, TriggerFormProps } from "./trigger-form.ts"

const isFate = (fate: unknown): fate is Fate => typeof fate === "string" && Object.hasOwn(fates, fate)

function MessageFields({ trigger, onChange }: TriggerFormProps) {
  const campaigns = api.useQuery("get", "/v1/campaigns", { params: { query: { limit: 500 } } })
  return (
    <Sentence>
      <Pick
        label="Campaign"
        value={trigger.campaign_id}
        choices={(campaigns.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(campaign_id) => onChange({ ...trigger, campaign_id })}
      />
      <Word
        label="What becomes of it"
        w={130}
        value={isFate(trigger.became) ? trigger.became : "read"}
        words={fates}
        onChange={(became) => onChange({ ...trigger, became })}
      />
    </Sentence>
  )
}

export const messageForm: TriggerForm = {
  label: "Message of another campaign",
  begin: { on: "message", campaign_id: "", became: "read" },
  Form: MessageFields,
}
