import { ActionIcon, Button, Group, Paper, Select, Stack, Text, Textarea, TextInput } from "@mantine/core"
import { contextTypes } from "@parley/model"
import { IconPlus, IconTrash, IconVariable } from "@tabler/icons-react"
import { firstOf } from "./parts/words.ts"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

const most = 10
const isName = (name: string) => /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(name) && name !== "__proto__"
const blank = { name: "", type: "text", value: "" } as const

function Form({ step, at, of, onChange }: StepFormProps<"context">) {
  const { variables } = step
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        Kept for the rest of the run. Messages read a variable as {"{{ context.name }}"}.
      </Text>
      {variables.map((variable, place) => {
        const here = `${at}.variables.${place}`
        const set = (change: Partial<typeof variable>) =>
          onChange({ ...step, variables: variables.with(place, { ...variable, ...change }) })
        return (
          <Paper
            // biome-ignore lint/suspicious/noArrayIndexKey: its name is being typed
            key={place}
            withBorder
            p="xs"
            role="group"
            aria-label={`Variable ${place + 1}`}
          >
            <Stack gap="xs">
              <Group gap="xs" wrap="nowrap" align="flex-start">
                <TextInput
                  flex={1}
                  size="xs"
                  label="Name"
                  maxLength={100}
                  data-path={`${here}.name`}
                  error={errorAt(of.errors, `${here}.name`)}
                  value={variable.name}
                  onChange={({ currentTarget }) => set({ name: currentTarget.value })}
                />
                <Select
                  size="xs"
                  w={110}
                  label="Type"
                  allowDeselect={false}
                  data={contextTypes}
                  value={variable.type}
                  onChange={(type) => set({ type: contextTypes.find((one) => one === type) ?? "text" })}
                />
                {variables.length === 1 ? null : (
                  <ActionIcon
                    mt={22}
                    variant="subtle"
                    color="gray"
                    aria-label={`Remove variable ${place + 1}`}
                    onClick={() => onChange({ ...step, variables: variables.toSpliced(place, 1) })}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                )}
              </Group>
              <Textarea
                size="xs"
                label="Value"
                description={
                  variable.type === "object" || variable.type === "array" ? "JSON; Liquid" : "Liquid"
                }
                autosize
                maxLength={4096}
                data-path={`${here}.value`}
                error={errorAt(of.errors, `${here}.value`)}
                value={variable.value}
                onChange={({ currentTarget }) => set({ value: currentTarget.value })}
              />
            </Stack>
          </Paper>
        )
      })}
      {variables.length >= most ? null : (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange({ ...step, variables: [...variables, blank] })}
          >
            Add a variable
          </Button>
        </div>
      )}
    </Stack>
  )
}

export const contextForm: StepForm<"context"> = {
  label: "Context",
  icon: IconVariable,
  intro: "Keeps a value for later steps.",
  begin: () => ({ variables: [blank] }),
  sentence: ({ variables }) =>
    `Sets ${firstOf(
      variables.map(({ name }) => name).filter((name) => name !== ""),
      "a variable",
    )}`,
  mistakes: ({ variables }) =>
    variables.flatMap(({ name }, place) =>
      isName(name)
        ? []
        : [
            [
              `variables.${place}.name`,
              "Up to 100 letters, digits and _, not beginning with a digit",
            ] as const,
          ],
    ),
  Form,
}
