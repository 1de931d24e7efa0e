import { Checkbox, Group, Input, NumberInput, Select, Stack, Switch, TextInput } from "@mantine/core"
import { instantOfLocalTime, localTime } from "../../../look/time/local-time.ts"
import { useDayZone } from "../../../session/day-zone.ts"
import { type ActionDraft, isDelayed } from "./delivery-draft.ts"
import { TriggerList } from "./trigger-list.tsx"
import { WeekdayChips } from "./weekday-chips.tsx"

const units = ["minutes", "hours", "days"] as const

interface ActionFieldsProps {
  delivery: ActionDraft
  errors: Readonly<Record<string, unknown>>
  onChange: (delivery: ActionDraft) => void
}

/** As something happens to a person: what, how much later, what calls it off, and from when until when. */
export function ActionFields({ delivery, errors, onChange }: ActionFieldsProps) {
  const { triggers, unless, is_checked_again } = delivery
  const set = (change: Partial<ActionDraft>) => onChange({ ...delivery, ...change })
  return (
    <Stack>
      <Input.Wrapper
        label="Sent when a person of the audience"
        labelElement="div"
        description="Does any of these, or it happens to them. They have to be in the audience then, what just happened included."
      >
        <div style={{ marginTop: 8 }}>
          <TriggerList
            at="delivery.triggers"
            label="Trigger"
            add="Add a trigger"
            least={1}
            triggers={triggers}
            errors={errors}
            onChange={(changed) => set({ triggers: changed })}
          />
        </div>
      </Input.Wrapper>
      <DelayFields delivery={delivery} errors={errors} onChange={onChange} />
      {isDelayed(delivery) ? (
        <>
          <Input.Wrapper
            label="Not sent if, before it goes"
            labelElement="div"
            description="Any of these happens. The person can trigger it again. What is a trigger as well starts the wait again."
          >
            <div style={{ marginTop: 8 }}>
              <TriggerList
                at="delivery.unless"
                label="Exception"
                add="Add an exception"
                triggers={unless}
                errors={errors}
                onChange={(changed) => set({ unless: changed })}
              />
            </div>
          </Input.Wrapper>
          <Checkbox
            label="Check the audience again when it goes"
            description="People who have left it by then get nothing."
            checked={is_checked_again}
            onChange={(event) => set({ is_checked_again: event.currentTarget.checked })}
          />
        </>
      ) : null}
      <PeriodFields delivery={delivery} errors={errors} onChange={onChange} />
      {triggers.some(({ on }) => on === "inbound_message") ? (
        <AnswerFields delivery={delivery} errors={errors} onChange={onChange} />
      ) : null}
    </Stack>
  )
}

/** At once, or after a time and then at a time of day. */
function DelayFields({ delivery, errors, onChange }: ActionFieldsProps) {
  const { delay, at } = delivery
  const error = errors["delivery.delay"]
  const timeError = errors["delivery.at"]
  // Without a wait nothing can call it off.
  const set = (change: Pick<ActionDraft, "delay"> | Pick<ActionDraft, "at">) => {
    const next = { ...delivery, ...change }
    onChange(isDelayed(next) ? next : { ...next, unless: [], is_checked_again: false })
  }
  return (
    <Stack gap="sm">
      <Group align="flex-start">
        <Select
          label="How long after"
          w={180}
          allowDeselect={false}
          data={[
            { value: "none", label: "At once" },
            { value: "after", label: "After a delay" },
          ]}
          value={delay === null ? "none" : "after"}
          onChange={(chosen) => set({ delay: chosen === "after" ? { amount: 1, unit: "hours" } : null })}
        />
        {delay === null ? null : (
          <>
            <NumberInput
              label="Delay"
              w={120}
              min={1}
              allowDecimal={false}
              data-path="delivery.delay"
              error={error ? String(error) : undefined}
              value={delay.amount}
              onChange={(typed) => set({ delay: { ...delay, amount: Number(typed) } })}
            />
            <Select
              label="Unit"
              w={130}
              allowDeselect={false}
              data={units}
              value={delay.unit}
              onChange={(chosen) =>
                set({ delay: { ...delay, unit: units.find((unit) => unit === chosen) ?? "hours" } })
              }
            />
          </>
        )}
      </Group>
      <Switch
        label={delay === null ? "Wait for a time of day" : "Then wait for a time of day"}
        description="By the person's own clock; of people without a time zone the workspace's."
        checked={at !== null}
        onChange={(event) =>
          set({ at: event.currentTarget.checked ? { time: "09:00", weekdays: [] } : null })
        }
      />
      {at === null ? null : (
        <Group align="flex-start" gap="lg">
          <TextInput
            type="time"
            label="Time of day"
            w={140}
            data-path="delivery.at"
            error={timeError ? String(timeError) : undefined}
            value={at.time}
            onChange={(event) => set({ at: { ...at, time: event.currentTarget.value } })}
          />
          <WeekdayChips
            label="Only on"
            description="Any day, where none is chosen"
            path="delivery.at.weekdays"
            value={at.weekdays}
            onChange={(weekdays) => set({ at: { ...at, weekdays } })}
          />
        </Group>
      )}
    </Stack>
  )
}

/** From when until when it is sent. */
function PeriodFields({ delivery, errors, onChange }: ActionFieldsProps) {
  const zone = useDayZone()
  const field = (name: "from" | "until", label: string) => {
    const at = delivery[name]
    const error = errors[`delivery.${name}`]
    return (
      <TextInput
        type="datetime-local"
        label={label}
        w={240}
        data-path={`delivery.${name}`}
        error={error ? String(error) : undefined}
        value={at === null ? "" : localTime(new Date(at), zone)}
        onChange={(event) => {
          const instant = instantOfLocalTime(event.currentTarget.value, zone)
          onChange({ ...delivery, [name]: instant?.toISOString() ?? null })
        }}
      />
    )
  }
  return (
    <Input.Wrapper
      label="Period"
      labelElement="div"
      description={`What happens before it or after it doesn't count, and nothing is sent after it. In the time zone ${zone.replaceAll("_", " ")}; leave both empty to send until it is stopped.`}
    >
      <Group align="flex-start" mt={8}>
        {field("from", "From")}
        {field("until", "Until")}
      </Group>
    </Input.Wrapper>
  )
}

/** Which campaign answers, where several wait for the same message. */
function AnswerFields({ delivery, errors, onChange }: ActionFieldsProps) {
  const error = errors["delivery.priority"]
  return (
    <Group align="flex-start">
      <NumberInput
        label="Priority"
        description="Of several campaigns that a message triggers, the highest goes first."
        inputWrapperOrder={["label", "input", "description", "error"]}
        w={260}
        min={0}
        max={1000}
        allowDecimal={false}
        data-path="delivery.priority"
        error={error ? String(error) : undefined}
        value={delivery.priority}
        onChange={(typed) => onChange({ ...delivery, priority: Number(typed) })}
      />
      <Switch
        mt={{ sm: 28 }}
        label="No other campaign answers after it"
        checked={delivery.answers_alone}
        onChange={(event) => onChange({ ...delivery, answers_alone: event.currentTarget.checked })}
      />
    </Group>
  )
}
