import { api } from "../../../api/client.ts"
import { useBusinessAccounts } from "../../../templates/business-accounts.ts"
import { Pick, Word } from "../inputs.tsx"
import { isWindow, WindowFields } from "../time.tsx"
import type { KindForm, KindFormProps } from "./kind-form.ts"

const states = {
  subscribed: "is subscribed to",
  unsubscribed: "unsubscribed from",
  never_said: "never said anything to",
  not_subscribed: "is not subscribed to",
} as const
type State = keyof typeof states
const isState = (op: unknown): op is State => typeof op === "string" && op in states
const hasTime = (op: State) => op === "subscribed" || op === "unsubscribed"

function SubscriptionFields({ draft, onChange }: KindFormProps) {
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  const op = isState(draft.op) ? draft.op : "subscribed"
  return (
    <>
      <Word
        label="Consent"
        w={180}
        value={op}
        words={states}
        onChange={(chosen) =>
          onChange({
            on: "subscription",
            group_id: draft.group_id,
            op: chosen,
            ...(hasTime(chosen) && { within: draft.within }),
          })
        }
      />
      <Pick
        label="Subscription group"
        value={draft.group_id}
        choices={(groups.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => onChange({ ...draft, group_id: id })}
      />
      {hasTime(op) ? (
        <WindowFields value={draft.within} onChange={(within) => onChange({ ...draft, within })} />
      ) : null}
    </>
  )
}

export const subscriptionForm: KindForm = {
  label: "Consent",
  begin: { op: "subscribed", group_id: "" },
  isComplete: ({ group_id, within }) => Boolean(group_id) && isWindow(within),
  Form: SubscriptionFields,
}

function WindowOpenFields({ draft, onChange }: KindFormProps) {
  const accounts = useBusinessAccounts()
  const numbers = (accounts.data ?? []).flatMap((account) =>
    account.numbers.map(({ id, verified_name, display_phone_number }) => ({
      value: id,
      label: `${verified_name} · ${display_phone_number}`,
    })),
  )
  return (
    <>
      <Word
        label="Window"
        value={draft.op === "closed" ? "closed" : "open"}
        words={{ open: "is open", closed: "is closed" }}
        onChange={(op) => onChange({ ...draft, op })}
      />
      <Pick
        label="With any number"
        value={draft.number_id ?? ""}
        choices={[{ value: "any", label: "With any number" }, ...numbers]}
        onChange={(id) => onChange({ ...draft, number_id: id === "any" || id === "" ? undefined : id })}
      />
    </>
  )
}

export const windowForm: KindForm = {
  label: "24-hour window",
  begin: { op: "open" },
  isComplete: () => true,
  Form: WindowOpenFields,
}

function ReachableFields({ draft, onChange }: KindFormProps) {
  return (
    <>
      <Word
        label="Reachable"
        value={draft.op === "is_not" ? "is_not" : "is"}
        words={{ is: "can be reached", is_not: "can't be reached" }}
        onChange={(op) => onChange({ ...draft, op })}
      />
      <Word
        label="By what"
        w={170}
        value={draft.for === "marketing" ? "marketing" : "anything"}
        words={{ anything: "by any message", marketing: "by marketing" }}
        onChange={(what) => onChange({ ...draft, for: what })}
      />
    </>
  )
}

export const reachableForm: KindForm = {
  label: "Reachable",
  begin: { op: "is" },
  isComplete: () => true,
  Form: ReachableFields,
}
