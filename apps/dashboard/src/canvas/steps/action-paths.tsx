import { Checkbox, Stack, Switch, Text } from "@mantine/core"
import { IconHandClick } from "@tabler/icons-react"
import { TriggerList } from "../../campaigns/compose/when/trigger-list.tsx"
import type { StepDraft } from "../editing/draft.ts"
import { newLocalId } from "../editing/new-id.ts"
import { LengthFields, lengthMistake } from "./parts/length-fields.tsx"
import { NamedPaths, nameMistakes } from "./parts/named-paths.tsx"
import { triggerMistakes } from "./parts/trigger-mistakes.ts"
import { firstOf, lengthWords } from "./parts/words.ts"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

const beginPath = (id: string, name: string): StepDraft<"action_paths">["paths"][number] => ({
  id,
  name,
  triggers: [{ on: "event", name: "" }],
  exits: false,
})

function Form({ step, at, of, onChange }: StepFormProps<"action_paths">) {
  return (
    <Stack>
      <LengthFields
        label="Watches people for"
        value={step.within}
        at={`${at}.within`}
        error={errorAt(of.errors, `${at}.within`)}
        onChange={(within) => onChange({ ...step, within })}
      />
      <Switch
        label="Ranked: wait to the end, then the highest path decides"
        description="Otherwise the first thing that a person does decides, at once."
        checked={step.is_ranked}
        onChange={(event) => onChange({ ...step, is_ranked: event.currentTarget.checked })}
      />
      <NamedPaths
        paths={step.paths}
        at={`${at}.paths`}
        of={of}
        add="Add a path"
        most={10}
        begin={(name) => beginPath(newLocalId(), name)}
        onChange={(paths) => onChange({ ...step, paths })}
      >
        {(path, here, change) => (
          <>
            <TriggerList
              at={`${here}.triggers`}
              label="Action"
              add="Add an action"
              least={1}
              triggers={path.triggers}
              errors={of.errors}
              onChange={(triggers) => change({ ...path, triggers })}
            />
            <Checkbox
              size="xs"
              label="People who take this path leave the canvas"
              checked={path.exits}
              onChange={(event) => change({ ...path, exits: event.currentTarget.checked })}
            />
          </>
        )}
      </NamedPaths>
      <Text size="sm" c="dimmed">
        People who do none of it go with everyone else when the time is over.
      </Text>
    </Stack>
  )
}

export const actionPathsForm: StepForm<"action_paths"> = {
  label: "Action paths",
  icon: IconHandClick,
  intro: "Watches what people do for a while, and goes on by that.",
  begin: (newId) => ({
    within: { amount: 1, unit: "days" },
    is_ranked: false,
    paths: [beginPath(newId(), "Path 1")],
  }),
  sentence: ({ paths, within }) =>
    `By what they do within ${lengthWords(within)}: ${firstOf(
      paths.map(({ name }) => name),
      "no paths",
    )}`,
  mistakes: ({ paths, within }) => {
    const tooLong = lengthMistake(within, 31)
    return [
      ...(tooLong === undefined ? [] : [["within", tooLong] as const]),
      ...nameMistakes(paths),
      ...paths.flatMap(({ triggers }, place) => triggerMistakes(triggers, `paths.${place}.triggers`)),
    ]
  },
  Form,
}
