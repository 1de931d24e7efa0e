import type { MessageStage } from "@parley/model"
import { api } from "../../../api/client.ts"
import { Amount, Pick, Word, Words } from "../inputs.tsx"
import { isWindow, WindowFields } from "../time.tsx"
import type { KindForm, KindFormProps } from "./kind-form.ts"

const stages: Record<MessageStage, string> = {
  received: "was sent",
  delivered: "got",
  read: "read",
  replied: "replied to",
  failed: "could not be sent",
  dropped: "was not sent",
}
const operators = { did: "a message", did_not: "no message", at_least: "at least … messages" } as const
type Operator = keyof typeof operators
const isStage = (stage: unknown): stage is MessageStage => typeof stage === "string" && stage in stages
const isOperator = (op: unknown): op is Operator => typeof op === "string" && op in operators

function Form({ draft, onChange }: KindFormProps) {
  const campaigns = api.useQuery("get", "/v1/campaigns", { params: { query: { limit: 500 } } })
  const set = (more: Record<string, unknown>) => onChange({ ...draft, ...more })
  const stage = isStage(draft.stage) ? draft.stage : "delivered"
  const op = isOperator(draft.op) ? draft.op : "did"
  return (
    <>
      <Word
        label="What became of it"
        value={stage}
        words={stages}
        onChange={(chosen) => set({ stage: chosen, reason: undefined })}
      />
      <Word
        label="How many"
        value={op}
        words={operators}
        onChange={(chosen) => {
          const { times: _, ...kept } = draft
          onChange({ ...kept, op: chosen, ...(chosen === "at_least" ? { times: 3 } : {}) })
        }}
      />
      {op === "at_least" ? (
        <Amount label="Messages" value={draft.times} min={1} isWhole onChange={(times) => set({ times })} />
      ) : null}
      <Pick
        label="Of any campaign"
        value={draft.campaign_id ?? ""}
        choices={[
          { value: "any", label: "Of any campaign" },
          ...(campaigns.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => set({ campaign_id: id === "any" || id === "" ? undefined : id })}
      />
      {stage === "failed" || stage === "dropped" ? (
        <Words
          label={stage === "failed" ? "Any error code" : "Any reason"}
          value={draft.reason}
          onChange={(reason) => set({ reason: reason === "" ? undefined : reason })}
        />
      ) : null}
      <WindowFields value={draft.within} onChange={(within) => set({ within })} />
    </>
  )
}

export const messageForm: KindForm = {
  label: "Message",
  begin: { stage: "read", op: "did" },
  isComplete: ({ op, times, within }) => (op !== "at_least" || typeof times === "number") && isWindow(within),
  Form,
}
