import { Button, Group, NumberInput, Stack, Switch, Text } from "@mantine/core"
import { IconFlask } from "@tabler/icons-react"
import type { StepDraft } from "../editing/draft.ts"
import { newLocalId } from "../editing/new-id.ts"
import { NamedPaths, nameMistakes } from "./parts/named-paths.tsx"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

const totalOf = ({ paths, control_share }: Pick<StepDraft<"experiment_paths">, "paths" | "control_share">) =>
  paths.reduce((sum, { share }) => sum + share, control_share)

/** The same shares for all, as nearly as whole percents allow. */
function evened<Path extends { share: number }>(paths: readonly Path[], percent: number): Path[] {
  const each = Math.floor(percent / paths.length)
  const over = percent - each * paths.length
  return paths.map((path, place) => ({ ...path, share: each + (place < over ? 1 : 0) }))
}

function Form({ step, at, of, onChange }: StepFormProps<"experiment_paths">) {
  const { paths, control_share } = step
  const total = totalOf(step)
  const error = errorAt(of.errors, `${at}.paths`)
  return (
    <Stack>
      <div data-path={`${at}.paths`} {...(error ? { "data-error": true } : {})}>
        <NamedPaths
          paths={paths}
          at={`${at}.paths`}
          of={of}
          add="Add a path"
          most={8}
          begin={(name) => ({ id: newLocalId(), name, share: 0 })}
          onChange={(changed) =>
            onChange({
              ...step,
              paths: changed.length === paths.length ? changed : evened(changed, 100 - control_share),
            })
          }
        >
          {(path, here, change) => (
            <NumberInput
              size="xs"
              w={120}
              label="Share"
              suffix=" %"
              min={0}
              max={100}
              allowDecimal={false}
              data-path={`${here}.share`}
              error={errorAt(of.errors, `${here}.share`)}
              value={path.share}
              onChange={(share) => change({ ...path, share: Number(share) })}
            />
          )}
        </NamedPaths>
      </div>
      <NumberInput
        label="Control group"
        description="Percent that take a way of their own, on which nothing needs to happen."
        w={260}
        maw="100%"
        suffix=" %"
        min={0}
        max={90}
        allowDecimal={false}
        data-path={`${at}.control_share`}
        value={control_share}
        onChange={(share) =>
          onChange({ ...step, control_share: Number(share), paths: evened(paths, 100 - Number(share)) })
        }
      />
      <Group gap="xs">
        <Text size="sm" c={total === 100 ? "dimmed" : "var(--mantine-color-error)"}>
          {total === 100 ? "100 % in all" : `${total} % in all: make it 100 %`}
        </Text>
        {total === 100 ? null : (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => onChange({ ...step, paths: evened(paths, 100 - control_share) })}
          >
            Share evenly
          </Button>
        )}
      </Group>
      <Switch
        label="People who come again take the same path again"
        checked={step.is_sticky}
        onChange={(event) => onChange({ ...step, is_sticky: event.currentTarget.checked })}
      />
    </Stack>
  )
}

export const experimentPathsForm: StepForm<"experiment_paths"> = {
  label: "Experiment paths",
  icon: IconFlask,
  intro: "Shares people out at random, to see what works better.",
  begin: (newId) => ({
    paths: [
      { id: newId(), name: "Path 1", share: 50 },
      { id: newId(), name: "Path 2", share: 50 },
    ],
    control_share: 0,
    is_sticky: true,
  }),
  sentence: ({ paths, control_share }) =>
    [
      ...paths.map(({ name, share }) => `${name} ${share} %`),
      ...(control_share > 0 ? [`control ${control_share} %`] : []),
    ].join(", "),
  mistakes: (step) => [
    ...nameMistakes(step.paths),
    ...(totalOf(step) === 100 ? [] : [["paths", `The shares make ${totalOf(step)} %, not 100 %`] as const]),
  ],
  Form,
}
