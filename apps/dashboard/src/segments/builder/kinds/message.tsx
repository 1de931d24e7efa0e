import type { MessageStage } from "@parley/model"
import { api } from "../../../api/client.ts"
import { SuggestingInput } from "../../../look/form/suggesting-input.tsx"
import type { Draft } from "../draft.ts"
import { Amount, Pick, Word, Words } from "../inputs.tsx"
import { isWindow, WindowFields } from "../time.tsx"
import type { KindForm, KindFormProps } from "./kind-form.ts"

const stages: Record<MessageStage, string> = {
  received: "was sent",
  delivered: "got",
  read: "read",
  clicked: "tapped a link of",
  replied: "replied to",
  failed: "could not be sent",
  dropped: "was not sent",
}
/** Why messages are usually not sent, by the codes of the API. */
const usualReasons = [
  { value: "not_subscribed", note: "Not subscribed" },
  { value: "unsubscribed", note: "Unsubscribed" },
  { value: "suppressed", note: "In a suppression list" },
  { value: "no_address", note: "No phone or WhatsApp ID" },
  { value: "us_marketing", note: "Marketing to the United States" },
  { value: "capped", note: "Stopped by a frequency cap" },
  { value: "already_received", note: "Had the campaign's message before" },
  { value: "control", note: "In a campaign's control group" },
  { value: "workspace_control", note: "In the workspace's control group" },
  { value: "expired", note: "Waited too long" },
]
const operators = { did: "a message", did_not: "no message", at_least: "at least … messages" } as const
type Operator = keyof typeof operators
const isStage = (stage: unknown): stage is MessageStage => typeof stage === "string" && stage in stages
const isOperator = (op: unknown): op is Operator => typeof op === "string" && op in operators

const tagged = "tag:"
const tagIn = ({ campaign_tag }: Draft) => (typeof campaign_tag === "string" ? [campaign_tag] : [])
const ofCampaigns = (draft: Draft): unknown =>
  tagIn(draft).map((tag) => `${tagged}${tag}`)[0] ?? draft.campaign_id ?? ""

function Form({ draft, onChange }: KindFormProps) {
  const campaigns = api.useQuery("get", "/v1/campaigns", { params: { query: { limit: 500 } } })
  const all = campaigns.data?.data ?? []
  // The one that is chosen is offered even where no campaign has it any more.
  const tags = [...new Set([...all.flatMap((each) => each.tags), ...tagIn(draft)])].toSorted()
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
        value={ofCampaigns(draft)}
        choices={[
          { value: "any", label: "Of any campaign" },
          ...all.map(({ id, name }) => ({ value: id, label: name })),
          ...tags.map((tag) => ({ value: `${tagged}${tag}`, label: `Of campaigns tagged ${tag}` })),
        ]}
        onChange={(chosen) =>
          set({
            campaign_id: chosen === "any" || chosen === "" || chosen.startsWith(tagged) ? undefined : chosen,
            campaign_tag: chosen.startsWith(tagged) ? chosen.slice(tagged.length) : undefined,
          })
        }
      />
      {stage === "failed" ? (
        <Words
          label="Any error code of Meta's"
          value={draft.reason}
          onChange={(reason) => set({ reason: reason === "" ? undefined : reason })}
        />
      ) : null}
      {stage === "dropped" ? (
        <SuggestingInput
          size="xs"
          w={280}
          maw="100%"
          aria-label="Any reason"
          placeholder="Any reason"
          suggestions={usualReasons}
          value={typeof draft.reason === "string" ? draft.reason : ""}
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
