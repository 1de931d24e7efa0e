/** Messages from contacts: what they write, tap, or send with a flow. */
import { TagsInput } from "@mantine/core"
import { Sentence, Word, Words } from "../../../../segments/builder/inputs.tsx"
import { flowTypes, tapTypes, typesOf } from "./kind-of.ts"
import type { TriggerDraft } from "./trigger-draft.ts"
import type { TriggerForm, TriggerFormProps } from "./trigger-form.ts"

const taps = {
  any: "any button or row",
  button: "template button",
  button_reply: "reply button",
  list_reply: "row of a list",
}
type Tap = keyof typeof taps

const operators = {
  any: "says anything",
  is: "is",
  is_any: "is any of",
  contains: "contains",
  matches: "matches the pattern",
} as const
type Operator = keyof typeof operators

interface TextDraft {
  op: Exclude<Operator, "any">
  value: string | string[]
}

function textIn({ text }: TriggerDraft): TextDraft | undefined {
  return typeof text === "object" && text !== null ? (text as TextDraft) : undefined
}

const asOne = (value: string | string[]): string => (Array.isArray(value) ? (value[0] ?? "") : value)
const asMany = (value: string | string[]): string[] =>
  Array.isArray(value) ? value : value === "" ? [] : [value]

/** What it says. */
export function TextFields({ trigger, onChange, any }: TriggerFormProps & { any: string }) {
  const text = textIn(trigger)
  const set = (next: TextDraft | undefined) => onChange({ ...trigger, text: next })
  return (
    <>
      <Word
        label="What it says"
        w={170}
        value={text?.op ?? "any"}
        words={{ ...operators, any }}
        onChange={(op) => {
          const value = text?.value ?? ""
          if (op === "any") set(undefined)
          else set({ op, value: op === "is_any" ? asMany(value) : asOne(value) })
        }}
      />
      {text === undefined ? null : text.op === "is_any" ? (
        <TagsInput
          size="xs"
          w={260}
          maw="100%"
          aria-label="Texts"
          placeholder="Press Enter after each"
          acceptValueOnBlur
          value={asMany(text.value)}
          onChange={(value) => set({ ...text, value })}
        />
      ) : (
        <Words
          label={text.op === "matches" ? "Pattern, such as (?i)^order" : "Text"}
          value={asOne(text.value)}
          onChange={(value) => set({ ...text, value })}
        />
      )}
    </>
  )
}

function InboundFields(props: TriggerFormProps) {
  return (
    <Sentence>
      <TextFields {...props} any="says anything" />
    </Sentence>
  )
}

function TapFields(props: TriggerFormProps) {
  const { trigger, onChange } = props
  const types = typesOf(trigger)
  const [only] = types
  const tap: Tap = types.length === 1 && only !== undefined && only in taps ? (only as Tap) : "any"
  return (
    <Sentence>
      <Word
        label="What is tapped"
        w={160}
        value={tap}
        words={taps}
        onChange={(chosen) => onChange({ ...trigger, types: chosen === "any" ? tapTypes : [chosen] })}
      />
      <TextFields {...props} any="with any label" />
    </Sentence>
  )
}

export const inboundForm: TriggerForm = {
  label: "Message from the contact",
  begin: { on: "inbound_message" },
  Form: InboundFields,
}
export const tapForm: TriggerForm = {
  label: "Button or list",
  begin: { on: "inbound_message", types: tapTypes },
  Form: TapFields,
}
export const flowForm: TriggerForm = {
  label: "Flow response",
  begin: { on: "inbound_message", types: flowTypes },
}
