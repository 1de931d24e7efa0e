import { Stack, Text } from "@mantine/core"
import { Builder, type Counts } from "../../../segments/builder/builder.tsx"
import type { FilterDraft } from "../../../segments/builder/draft.ts"
import { isWholeFilter } from "../../../segments/builder/kinds/index.ts"
import { usePreview } from "../../../segments/builder/use-preview.ts"
import { areProperties, WhereFields } from "../../../segments/builder/where.tsx"
import type { StepDraft } from "../../editing/draft.ts"
import type { Mistakes } from "../step-form.ts"

type Question = Pick<StepDraft<"decision">, "filter" | "context">

/** A question about a person and what is kept with their run. */
export function QuestionFields({
  value,
  at,
  error,
  onChange,
}: {
  value: Question
  at: string
  error: string | undefined
  onChange: (change: Partial<Question>) => void
}) {
  return (
    <Stack gap="sm">
      <FilterFields
        value={value.filter}
        at={`${at}.filter`}
        error={error}
        onChange={(filter) => onChange({ filter })}
      />
      <div data-path={`${at}.context`}>
        <Text size="sm">and of the context of their run</Text>
        <WhereFields
          value={value.context}
          add="Add a condition on the context"
          onChange={(where) => onChange({ context: (where ?? []) as Question["context"] })}
        />
      </div>
    </Stack>
  )
}

/** Which people, with how many they are now. */
export function FilterFields({
  value,
  at,
  error,
  onChange,
}: {
  value: FilterDraft
  at: string
  error: string | undefined
  onChange: (filter: FilterDraft) => void
}) {
  const { counts }: { counts: Counts } = usePreview(value, undefined)
  return (
    <div data-path={at} {...(error ? { "data-error": true } : {})}>
      <Builder value={value} counts={counts} onChange={onChange} />
      {error ? (
        <Text size="xs" c="var(--mantine-color-error)" mt={4}>
          {error}
        </Text>
      ) : null}
    </div>
  )
}

const incomplete = "Complete or remove the conditions that lack something"

export const filterMistakes = (filter: FilterDraft, path: string): Mistakes =>
  isWholeFilter(filter) ? [] : [[path, incomplete]]

export const questionMistakes = ({ filter, context }: Question, path = ""): Mistakes =>
  isWholeFilter(filter) && areProperties(context) ? [] : [[`${path}filter`, incomplete]]
