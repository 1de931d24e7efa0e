/** Events and purchases: how often, when, how much, and what followed. */
import { Stack, Text } from "@mantine/core"
import { api } from "../../../api/client.ts"
import { SuggestingInput } from "../../../look/form/suggesting-input.tsx"
import type { Draft } from "../draft.ts"
import { Amount, Sentence, Word, Words } from "../inputs.tsx"
import { isWindow, LengthFields, WindowFields } from "../time.tsx"
import { areProperties, WhereFields } from "../where.tsx"
import type { KindForm, KindFormProps } from "./kind-form.ts"

const operators = {
  did: "at least once",
  did_not: "never",
  at_least: "at least … times",
  at_most: "at most … times",
  exactly: "exactly … times",
  first: "for the first time",
  last: "for the last time",
  sum_at_least: "sum is at least",
  sum_more_than: "sum is more than",
  sum_at_most: "sum is at most",
  sum_less_than: "sum is less than",
  followed_by: "and then",
  not_followed_by: "and then not",
} as const
type Operator = keyof typeof operators

const isOperator = (op: unknown): op is Operator => typeof op === "string" && op in operators
const isTimes = (op: Operator) => op === "at_least" || op === "at_most" || op === "exactly"
const isSum = (op: Operator) => op.startsWith("sum_")
const isFollowed = (op: Operator) => op.endsWith("followed_by")
const isEdge = (op: Operator) => op === "first" || op === "last"

const followerIn = (draft: Draft): { name: string; where?: unknown } =>
  typeof draft.by === "object" && draft.by !== null ? { name: "", ...draft.by } : { name: "" }

/** What an operator needs, with what there is already. */
function withOperator({ on, name, product_id, within, where }: Draft, op: Operator): Draft {
  const kept = { on, name, product_id, within, where, op }
  if (isTimes(op)) return { ...kept, times: op === "at_most" ? 1 : 3 }
  if (isSum(op)) return { ...kept, value: undefined, property: undefined }
  if (isFollowed(op)) return { ...kept, by: { name: "" }, in: { amount: 7, unit: "days" } }
  return isEdge(op) ? { ...kept, within: within ?? { from: { ago: 30, unit: "days" } } } : kept
}

/** The name of an event; those that are known are offered. */
export function EventName({
  label,
  value,
  onChange,
}: {
  label: string
  value: unknown
  onChange: (name: string) => void
}) {
  const names = api.useQuery(
    "get",
    "/v1/event-names",
    { params: { query: { limit: 500 } } },
    { staleTime: 60_000 },
  )
  const known = names.data?.data.filter(({ kind }) => kind === "event") ?? []
  return (
    <SuggestingInput
      size="xs"
      w={200}
      aria-label={label}
      placeholder={label}
      suggestions={known.map(({ name, description }) => ({ value: name, note: description ?? "" }))}
      value={typeof value === "string" ? value : ""}
      onChange={onChange}
    />
  )
}

function Form({ draft, onChange }: KindFormProps) {
  const op = isOperator(draft.op) ? draft.op : "did"
  const set = (more: Record<string, unknown>) => onChange({ ...draft, ...more })
  const follower = followerIn(draft)
  const isPurchase = draft.on === "purchase"
  return (
    <Stack gap={6}>
      <Sentence>
        {isPurchase ? (
          <Words
            label="Any product"
            value={draft.product_id}
            onChange={(id) => set({ product_id: id === "" ? undefined : id })}
          />
        ) : (
          <EventName label="Event" value={draft.name} onChange={(name) => set({ name })} />
        )}
        <Word
          label="How often"
          w={160}
          value={op}
          words={operators}
          onChange={(chosen) => onChange(withOperator(draft, chosen))}
        />
        {isTimes(op) ? (
          <>
            <Amount label="Times" value={draft.times} min={0} isWhole onChange={(times) => set({ times })} />
            <Text size="xs" span>
              times
            </Text>
          </>
        ) : null}
        {isSum(op) ? (
          <>
            <Amount label="Sum" value={draft.value} min={0} onChange={(value) => set({ value })} />
            <Text size="xs" span>
              of
            </Text>
            <Words
              label={isPurchase ? "What was paid" : "Property"}
              value={draft.property}
              onChange={(property) => set({ property: property === "" ? undefined : property })}
            />
          </>
        ) : null}
        {isFollowed(op) ? (
          <>
            <EventName
              label="Next event"
              value={follower.name}
              onChange={(name) => set({ by: { ...follower, name } })}
            />
            <Text size="xs" span>
              within
            </Text>
            <LengthFields
              label="Within"
              member="amount"
              value={draft.in}
              onChange={(length) => set({ in: length })}
            />
          </>
        ) : null}
        <WindowFields value={draft.within} isNeeded={isEdge(op)} onChange={(within) => set({ within })} />
      </Sentence>
      <WhereFields value={draft.where} add="Narrow by a property" onChange={(where) => set({ where })} />
    </Stack>
  )
}

function isComplete(draft: Draft): boolean {
  const op = isOperator(draft.op) ? draft.op : "did"
  if (draft.on === "event" && !draft.name) return false
  if (isTimes(op) && typeof draft.times !== "number") return false
  if (isSum(op) && (typeof draft.value !== "number" || (draft.on === "event" && !draft.property)))
    return false
  if (isFollowed(op) && followerIn(draft).name === "") return false
  if (isEdge(op) && draft.within === undefined) return false
  return isWindow(draft.within) && areProperties(draft.where)
}

export const eventForm: KindForm = { label: "Event", begin: { name: "", op: "did" }, isComplete, Form }
export const purchaseForm: KindForm = { label: "Purchase", begin: { op: "did" }, isComplete, Form }
