import { IconGitFork } from "@tabler/icons-react"
import { QuestionFields, questionMistakes } from "./parts/question-fields.tsx"
import { conditionsWords } from "./parts/words.ts"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

const Form = ({ step, at, of, onChange }: StepFormProps<"decision">) => (
  <QuestionFields
    value={step}
    at={at}
    error={errorAt(of.errors, `${at}.filter`)}
    onChange={(change) => onChange({ ...step, ...change })}
  />
)

export const decisionForm: StepForm<"decision"> = {
  label: "Decision split",
  icon: IconGitFork,
  intro: "Yes or no: whether a person matches conditions when they arrive.",
  begin: () => ({ filter: { all: [] }, context: [] }),
  sentence: ({ filter, context }) => `Yes or no: ${conditionsWords(filter, context.length)}`,
  mistakes: (step) => questionMistakes(step),
  Form,
}
