import { ActionIcon, Button, Group, NumberInput, Paper, Select, Stack, TextInput } from "@mantine/core"
import { contactFields } from "@parley/model"
import { IconPlus, IconTrash, IconUserEdit } from "@tabler/icons-react"
import { api } from "../../api/client.ts"
import { AttributePicker } from "../../contacts/attributes/attribute-picker.tsx"
import { FieldSelect } from "../../look/form/field-select.tsx"
import { EventName } from "../../segments/builder/kinds/happening.tsx"
import type { StepDraft } from "../editing/draft.ts"
import { Pairs } from "./parts/pairs.tsx"
import { firstOf } from "./parts/words.ts"
import { errorAt, type StepForm, type StepFormProps } from "./step-form.ts"

type Change = StepDraft<"user_update">["changes"][number]

const most = 50
const kinds = [
  { value: "set", label: "Set an attribute" },
  { value: "unset", label: "Remove an attribute" },
  { value: "increase", label: "Add to a number" },
  { value: "add", label: "Add to a list" },
  { value: "remove", label: "Take from a list" },
  { value: "event", label: "Record an event" },
  { value: "subscription", label: "Change a subscription" },
] as const

function begin(kind: Change["do"]): Change {
  switch (kind) {
    case "unset":
      return { do: kind, name: "" }
    case "increase":
      return { do: kind, name: "", by: 1 }
    case "event":
      return { do: kind, name: "", properties: {} }
    case "subscription":
      return { do: kind, group_id: "", state: "subscribed" }
    default:
      return { do: kind, name: "", value: "" }
  }
}

function Form({ step, at, of, onChange }: StepFormProps<"user_update">) {
  const { changes } = step
  return (
    <Stack gap="sm">
      {changes.map((change, place) => {
        const here = `${at}.changes.${place}`
        const error = errorAt(of.errors, here)
        return (
          <Paper
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and keep their order
            key={place}
            withBorder
            p="xs"
            role="group"
            aria-label={`Change ${place + 1}`}
            data-path={here}
            {...(error ? { "data-error": true } : {})}
          >
            <Stack gap="xs">
              <Group gap="xs" wrap="nowrap" justify="space-between">
                <Select
                  size="xs"
                  flex={1}
                  aria-label="What is changed"
                  allowDeselect={false}
                  data={kinds}
                  value={change.do}
                  onChange={(kind) =>
                    kind !== null && onChange({ ...step, changes: changes.with(place, begin(kind)) })
                  }
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Remove change ${place + 1}`}
                  onClick={() => onChange({ ...step, changes: changes.toSpliced(place, 1) })}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              </Group>
              <ChangeFields
                change={change}
                at={here}
                error={error}
                onChange={(changed) => onChange({ ...step, changes: changes.with(place, changed) })}
              />
            </Stack>
          </Paper>
        )
      })}
      {changes.length >= most ? null : (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange({ ...step, changes: [...changes, begin("set")] })}
          >
            Add a change
          </Button>
        </div>
      )}
    </Stack>
  )
}

interface ChangeProps<One> {
  change: One
  at: string
  error: string | undefined
  onChange: (change: Change) => void
}

function ChangeFields({ change, at, error, onChange }: ChangeProps<Change>) {
  if (change.do === "subscription")
    return <SubscriptionFields change={change} at={at} error={error} onChange={onChange} />
  if (change.do === "event") {
    return (
      <>
        <EventName label="Event" value={change.name} onChange={(name) => onChange({ ...change, name })} />
        <Pairs
          label="Properties"
          add="Add a property"
          nameLabel="Property"
          valueLabel="Value"
          value={change.properties}
          at={`${at}.properties`}
          error={error}
          onChange={(properties) => onChange({ ...change, properties })}
        />
      </>
    )
  }
  return (
    <>
      <AttributePicker
        label="Field or attribute"
        size="xs"
        error={error}
        value={pickedAs(change.name)}
        onChange={(picked) =>
          onChange({ ...change, name: picked.startsWith(prefix) ? picked.slice(prefix.length) : picked })
        }
      />
      {"value" in change ? (
        <TextInput
          size="xs"
          label="Value"
          description="Liquid"
          maxLength={4096}
          data-path={`${at}.value`}
          value={change.value}
          onChange={({ currentTarget }) => onChange({ ...change, value: currentTarget.value })}
        />
      ) : null}
      {change.do === "increase" ? (
        <NumberInput
          size="xs"
          label="By"
          w={140}
          data-path={`${at}.by`}
          value={change.by}
          onChange={(by) => onChange({ ...change, by: Number(by) })}
        />
      ) : null}
    </>
  )
}

function SubscriptionFields({
  change,
  at,
  error,
  onChange,
}: ChangeProps<Extract<Change, { do: "subscription" }>>) {
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  return (
    <Group align="flex-start" gap="xs">
      <Select
        size="xs"
        w={150}
        label="State"
        allowDeselect={false}
        data={["subscribed", "unsubscribed"]}
        value={change.state}
        onChange={(state) =>
          onChange({ ...change, state: state === "unsubscribed" ? "unsubscribed" : "subscribed" })
        }
      />
      <FieldSelect
        size="xs"
        label="Subscription group"
        placeholder="Choose a group"
        data={(groups.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        data-path={`${at}.group_id`}
        error={error}
        value={change.group_id}
        onChange={(id) => onChange({ ...change, group_id: id ?? "" })}
      />
    </Group>
  )
}

const prefix = "attributes."
const fields: ReadonlySet<string> = new Set(contactFields)
/** A field has its name, an attribute one with what the picker puts before it. */
const pickedAs = (name: string) => (name === "" ? null : fields.has(name) ? name : prefix + name)

function words(change: Change): string {
  switch (change.do) {
    case "set":
      return `set ${change.name || "an attribute"}`
    case "unset":
      return `remove ${change.name || "an attribute"}`
    case "increase":
      return `add ${change.by} to ${change.name || "a number"}`
    case "add":
      return `add to ${change.name || "a list"}`
    case "remove":
      return `take from ${change.name || "a list"}`
    case "event":
      return `record ${change.name || "an event"}`
    case "subscription":
      return change.state === "subscribed" ? "subscribe" : "unsubscribe"
  }
}

function lackOf(change: Change): string | undefined {
  if (change.do === "subscription") return change.group_id === "" ? "Choose a group" : undefined
  if (change.name.trim() !== "") return undefined
  return change.do === "event" ? "Enter the event" : "Choose what is changed"
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const userUpdateForm: StepForm<"user_update"> = {
  label: "User update",
  icon: IconUserEdit,
  intro: "Changes attributes, records events, changes subscriptions.",
  begin: () => ({ changes: [begin("set")] }),
  sentence: ({ changes }) => capital(firstOf(changes.map(words), "nothing is changed yet")),
  mistakes: ({ changes }) =>
    changes.flatMap((change, place) => {
      const message = lackOf(change)
      return message === undefined ? [] : [[`changes.${place}`, message] as const]
    }),
  Form,
}
