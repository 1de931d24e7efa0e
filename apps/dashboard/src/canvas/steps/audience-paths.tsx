import { Text } from "@mantine/core"
import { IconUsersGroup } from "@tabler/icons-react"
import { newLocalId } from "../editing/new-id.ts"
import { NamedPaths, nameMistakes } from "./parts/named-paths.tsx"
import { QuestionFields, questionMistakes } from "./parts/question-fields.tsx"
import { firstOf } from "./parts/words.ts"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

function Form({ step, at, of, onChange }: StepFormProps<"audience_paths">) {
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        A person takes the first path that they match. Those who match none go with everyone else.
      </Text>
      <NamedPaths
        paths={step.paths}
        at={`${at}.paths`}
        of={of}
        add="Add a path"
        most={10}
        begin={(name) => ({ id: newLocalId(), name, filter: { all: [] }, context: [] })}
        onChange={(paths) => onChange({ ...step, paths })}
      >
        {(path, here, change) => (
          <QuestionFields
            value={path}
            at={here}
            error={errorAt(of.errors, `${here}.filter`)}
            onChange={(changed) => change({ ...path, ...changed })}
          />
        )}
      </NamedPaths>
    </>
  )
}

export const audiencePathsForm: StepForm<"audience_paths"> = {
  label: "Audience paths",
  icon: IconUsersGroup,
  intro: "Several groups of people, each with its own path.",
  begin: (newId) => ({ paths: [{ id: newId(), name: "Path 1", filter: { all: [] }, context: [] }] }),
  sentence: ({ paths }) =>
    `By who they are: ${firstOf(
      paths.map(({ name }) => name),
      "no paths",
    )}`,
  mistakes: ({ paths }) => [
    ...nameMistakes(paths),
    ...paths.flatMap((path, place) => questionMistakes(path, `paths.${place}.`)),
  ],
  Form,
}
