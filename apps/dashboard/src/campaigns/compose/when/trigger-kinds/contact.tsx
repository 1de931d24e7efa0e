/** What changes of a contact. */
import { contactFields } from "@parley/model"
import { api } from "../../../../api/client.ts"
import { AttributePicker } from "../../../../contacts/attributes/attribute-picker.tsx"
import { Pick, Sentence, Word } from "../../../../segments/builder/inputs.tsx"
import type { TriggerForm, TriggerFormProps } from "./trigger-form.ts"

const query = { params: { query: { limit: 500 } } } as const

function SubscriptionFields({ trigger, onChange }: TriggerFormProps) {
  const groups = api.useQuery("get", "/v1/subscription-groups", query)
  const state = trigger.state === "unsubscribed" ? "unsubscribed" : "subscribed"
  return (
    <Sentence>
      <Word
        label="Change"
        value={state}
        words={{ subscribed: "subscribes to", unsubscribed: "unsubscribes from" }}
        onChange={(chosen) => onChange({ ...trigger, state: chosen })}
      />
      <Pick
        label="Any subscription group"
        value={trigger.group_id ?? ""}
        choices={[
          { value: "any", label: "Any subscription group" },
          ...(groups.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => onChange({ ...trigger, group_id: id === "any" || id === "" ? undefined : id })}
      />
    </Sentence>
  )
}

const prefix = "attributes."
const fields: ReadonlySet<string> = new Set(contactFields)

/** A field has its name, an attribute one without what the picker puts before it. */
function asPicked(name: unknown): string | null {
  if (typeof name !== "string" || name === "") return null
  return fields.has(name) ? name : prefix + name
}

function AttributeFields({ trigger, onChange }: TriggerFormProps) {
  return (
    <AttributePicker
      label="Field or attribute"
      size="xs"
      value={asPicked(trigger.name)}
      onChange={(picked) =>
        onChange({ ...trigger, name: picked.startsWith(prefix) ? picked.slice(prefix.length) : picked })
      }
    />
  )
}

function SegmentFields({ trigger, onChange }: TriggerFormProps) {
  const segments = api.useQuery("get", "/v1/segments", query)
  return (
    <Sentence>
      <Word
        label="Change"
        w={110}
        value={trigger.op === "left" ? "left" : "entered"}
        words={{ entered: "enters", left: "leaves" }}
        onChange={(op) => onChange({ ...trigger, op })}
      />
      <Pick
        label="Segment"
        value={trigger.segment_id}
        choices={(segments.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(segment_id) => onChange({ ...trigger, segment_id })}
      />
    </Sentence>
  )
}

export const subscriptionForm: TriggerForm = {
  label: "Subscription change",
  begin: { on: "subscription", state: "subscribed" },
  Form: SubscriptionFields,
}
export const attributeForm: TriggerForm = {
  label: "Attribute change",
  begin: { on: "attribute", name: "" },
  Form: AttributeFields,
}
export const segmentForm: TriggerForm = {
  label: "Segment",
  begin: { on: "segment", op: "entered", segment_id: "" },
  Form: SegmentFields,
}
export const contactCreatedForm: TriggerForm = {
  label: "New contact",
  begin: { on: "contact_created" },
}
