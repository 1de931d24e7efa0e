/** Conditions on a date of birth: a birthday near today, and an age. */
import { Text } from "@mantine/core"
import type { Draft } from "./draft.ts"
import { Amount, Word, Words } from "./inputs.tsx"

const forms = {
  today: "birthday is today",
  ahead: "birthday is in the next … days",
  exactly: "birthday is in exactly … days",
  ago: "birthday was in the last … days",
  age_at_least: "age is at least",
  age_at_most: "age is at most",
  equals: "is",
  exists: "is known",
  missing: "is not known",
} as const
type Form = keyof typeof forms

const begin: Record<Form, Record<string, unknown>> = {
  today: { op: "birthday", from: 0, to: 0 },
  ahead: { op: "birthday", from: 0, to: 7 },
  exactly: { op: "birthday", from: 7, to: 7 },
  ago: { op: "birthday", from: -7, to: -1 },
  age_at_least: { op: "age_at_least", value: 18 },
  age_at_most: { op: "age_at_most", value: 25 },
  equals: { op: "equals", value: "" },
  exists: { op: "exists" },
  missing: { op: "missing" },
}

const isForm = (op: unknown): op is Form => typeof op === "string" && op !== "birthday" && op in forms

export const isOfBirth = ({ op }: Draft): boolean =>
  op === "birthday" || op === "age_at_least" || op === "age_at_most"

/** Whether the fields here say it: others are those of a text. */
export const isSaidByBirth = ({ op }: Draft): boolean => op === "birthday" || isForm(op)

/** Whether it says all that it must. */
export const isBirth = ({ op, from, to, value }: Draft): boolean =>
  op === "birthday"
    ? typeof from === "number" && typeof to === "number" && from <= to
    : typeof value === "number"

function formOf({ op, from, to }: Draft): Form {
  if (op !== "birthday") return isForm(op) ? op : "equals"
  if (from === 0 && to === 0) return "today"
  if (to === -1) return "ago"
  return from === to ? "exactly" : "ahead"
}

export function BirthFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const form = formOf(draft)
  const set = (members: Record<string, unknown>) =>
    onChange({ on: "contact", field: "date_of_birth", ...members })
  return (
    <>
      <Word label="Comparison" w={230} value={form} words={forms} onChange={(next) => set(begin[next])} />
      {form === "ahead" || form === "exactly" || form === "ago" ? (
        <>
          <Amount
            label="Days"
            value={form === "ago" ? daysOf(draft.from) : draft.to}
            min={1}
            isWhole
            onChange={(days) => set({ op: "birthday", ...spanOf(form, days) })}
          />
          <Text size="xs" span>
            days
          </Text>
        </>
      ) : null}
      {form === "age_at_least" || form === "age_at_most" ? (
        <>
          <Amount
            label="Age"
            value={draft.value}
            min={0}
            isWhole
            onChange={(value) => set({ op: form, value })}
          />
          <Text size="xs" span>
            years
          </Text>
        </>
      ) : null}
      {form === "equals" ? (
        <Words
          label="Day"
          type="date"
          value={draft.value}
          onChange={(value) => set({ op: "equals", value })}
        />
      ) : null}
    </>
  )
}

const daysOf = (from: unknown) => (typeof from === "number" ? -from : undefined)

function spanOf(form: "ahead" | "exactly" | "ago", days: number | undefined) {
  if (form === "ago") return { from: days === undefined ? undefined : -days, to: -1 }
  return { from: form === "exactly" ? days : 0, to: days }
}
