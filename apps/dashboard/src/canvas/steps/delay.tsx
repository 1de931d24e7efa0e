import { Group, NumberInput, Radio, Select, Stack, Switch, TextInput } from "@mantine/core"
import { IconClock } from "@tabler/icons-react"
import { WeekdayChips } from "../../campaigns/compose/when/weekday-chips.tsx"
import { listed } from "../../campaigns/when-in-words.ts"
import type { StepDraft } from "../editing/draft.ts"
import { LengthFields, lengthMistake } from "./parts/length-fields.tsx"
import { capitalized, lengthWords } from "./parts/words.ts"
import { errorAt, type Mistakes, type StepForm, type StepFormProps } from "./step-form.ts"

type Wait = StepDraft<"delay">["wait"]
type Of<K extends Wait["kind"]> = Extract<Wait, { kind: K }>

const begins: { [K in Wait["kind"]]: Of<K> } = {
  for: { kind: "for", length: { amount: 1, unit: "days" }, at: null },
  calendar_days: { kind: "calendar_days", days: 1, at: "09:00" },
  weekday: { kind: "weekday", weekdays: ["monday"], at: "09:00", if_passed: "wait" },
  until: { kind: "until", date: { from: "fixed", value: "" }, offset: null, at: null, if_passed: "exit" },
}

const kinds = [
  { value: "for", label: "for a length of time" },
  { value: "calendar_days", label: "for calendar days" },
  { value: "weekday", label: "until a day of the week" },
  { value: "until", label: "until a date" },
] as const

function Form({ step, at, of, onChange }: StepFormProps<"delay">) {
  const { wait } = step
  const set = (next: Wait) => onChange({ ...step, wait: next })
  const part = { at: `${at}.wait`, errorOf: (path: string) => errorAt(of.errors, `${at}.wait.${path}`) }
  return (
    <Stack>
      <Select
        label="Waits"
        w={260}
        maw="100%"
        allowDeselect={false}
        data={kinds}
        value={wait.kind}
        onChange={(kind) => kind !== null && set(begins[kind])}
      />
      {wait.kind === "for" ? (
        <>
          <LengthFields
            label="How long"
            value={wait.length}
            at={`${part.at}.length`}
            error={part.errorOf("length")}
            onChange={(length) => set({ ...wait, length })}
          />
          <MaybeTime
            label="Then wait for a time of day"
            value={wait.at}
            {...part}
            onChange={(time) => set({ ...wait, at: time })}
          />
        </>
      ) : null}
      {wait.kind === "calendar_days" ? (
        <Group align="flex-start">
          <NumberInput
            label="Days"
            w={110}
            min={0}
            max={731}
            allowDecimal={false}
            data-path={`${part.at}.days`}
            error={part.errorOf("days")}
            value={wait.days}
            onChange={(days) => set({ ...wait, days: Number(days) })}
          />
          <Time value={wait.at} {...part} onChange={(time) => set({ ...wait, at: time })} />
        </Group>
      ) : null}
      {wait.kind === "weekday" ? (
        <>
          <WeekdayChips
            label="On"
            path={`${part.at}.weekdays`}
            value={wait.weekdays}
            error={part.errorOf("weekdays")}
            onChange={(weekdays) => set({ ...wait, weekdays })}
          />
          <Time value={wait.at} {...part} onChange={(time) => set({ ...wait, at: time })} />
          <Radio.Group
            label="People who arrive on such a day after that time"
            value={wait.if_passed}
            onChange={(chosen) => set({ ...wait, if_passed: chosen === "advance" ? "advance" : "wait" })}
          >
            <Stack gap={6} mt={4}>
              <Radio value="wait" label="wait for the next such day" />
              <Radio value="advance" label="go on at once" />
            </Stack>
          </Radio.Group>
        </>
      ) : null}
      {wait.kind === "until" ? <UntilFields wait={wait} {...part} onChange={set} /> : null}
    </Stack>
  )
}

interface Part {
  at: string
  errorOf: (path: string) => string | undefined
}

function UntilFields({
  wait,
  at,
  errorOf,
  onChange,
}: Part & { wait: Of<"until">; onChange: (wait: Of<"until">) => void }) {
  const { date, offset } = wait
  return (
    <>
      <Group align="flex-start">
        <Select
          label="Date"
          w={190}
          allowDeselect={false}
          data={[
            { value: "fixed", label: "the same for everyone" },
            { value: "attribute", label: "in an attribute" },
            { value: "context", label: "in the context" },
          ]}
          value={date.from}
          onChange={(from) =>
            onChange({
              ...wait,
              date:
                from === "attribute" || from === "context"
                  ? { from, name: "" }
                  : { from: "fixed", value: "" },
            })
          }
        />
        {date.from === "fixed" ? (
          <TextInput
            label="Which"
            w={200}
            placeholder="2026-12-24T18:00"
            data-path={`${at}.date.value`}
            error={errorOf("date.value")}
            value={date.value}
            onChange={({ currentTarget }) =>
              onChange({ ...wait, date: { ...date, value: currentTarget.value } })
            }
          />
        ) : (
          <TextInput
            label={date.from === "attribute" ? "Attribute" : "Variable"}
            w={200}
            placeholder={date.from === "attribute" ? "appointment_at" : "order.delivered_at"}
            data-path={`${at}.date.name`}
            error={errorOf("date.name")}
            value={date.name}
            onChange={({ currentTarget }) =>
              onChange({ ...wait, date: { ...date, name: currentTarget.value } })
            }
          />
        )}
      </Group>
      <Select
        label="When exactly"
        w={190}
        allowDeselect={false}
        data={[
          { value: "at", label: "at the date" },
          { value: "before", label: "before it" },
          { value: "after", label: "after it" },
        ]}
        value={offset?.direction ?? "at"}
        onChange={(direction) =>
          onChange({
            ...wait,
            offset:
              direction === "before" || direction === "after"
                ? { direction, length: offset?.length ?? { amount: 1, unit: "days" } }
                : null,
          })
        }
      />
      {offset === null ? null : (
        <LengthFields
          label={offset.direction === "before" ? "How long before" : "How long after"}
          value={offset.length}
          at={`${at}.offset.length`}
          error={errorOf("offset.length")}
          onChange={(length) => onChange({ ...wait, offset: { ...offset, length } })}
        />
      )}
      <MaybeTime
        label="At a time of that day"
        value={wait.at}
        at={at}
        errorOf={errorOf}
        onChange={(time) => onChange({ ...wait, at: time })}
      />
      <Radio.Group
        label="Where it is over, or there is no date"
        value={wait.if_passed}
        onChange={(chosen) => onChange({ ...wait, if_passed: chosen === "advance" ? "advance" : "exit" })}
      >
        <Stack gap={6} mt={4}>
          <Radio value="exit" label="they leave the canvas" />
          <Radio value="advance" label="they go on at once" />
        </Stack>
      </Radio.Group>
    </>
  )
}

function Time({ value, at, errorOf, onChange }: Part & { value: string; onChange: (time: string) => void }) {
  return (
    <TextInput
      type="time"
      label="Time of day"
      description="By the person's own clock"
      inputWrapperOrder={["label", "input", "description", "error"]}
      w={180}
      data-path={`${at}.at`}
      error={errorOf("at")}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

function MaybeTime({
  label,
  value,
  onChange,
  ...part
}: Part & { label: string; value: string | null; onChange: (time: string | null) => void }) {
  return (
    <>
      <Switch
        label={label}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? "09:00" : null)}
      />
      {value === null ? null : <Time value={value} {...part} onChange={onChange} />}
    </>
  )
}

function sentence({ wait }: StepDraft<"delay">): string {
  switch (wait.kind) {
    case "for":
      return `Waits ${lengthWords(wait.length)}${wait.at === null ? "" : `, then until ${wait.at}`}`
    case "calendar_days":
      return `Waits until ${wait.at} ${wait.days === 0 ? "today" : wait.days === 1 ? "the next day" : `${wait.days} days later`}`
    case "weekday":
      return `Waits until ${listed(wait.weekdays.map(capitalized), "or")} at ${wait.at}`
    case "until": {
      const { date, offset } = wait
      const what = date.from === "fixed" ? date.value : date.name
      const shift = offset === null ? "" : `${lengthWords(offset.length)} ${offset.direction} `
      return `Waits until ${shift}${what || "a date"}`
    }
  }
}

function mistakes({ wait }: StepDraft<"delay">): Mistakes {
  const found: Record<string, string | undefined> = {}
  if (wait.kind === "for") found["wait.length"] = lengthMistake(wait.length, 731)
  if (wait.kind === "weekday" && wait.weekdays.length === 0)
    found["wait.weekdays"] = "Choose at least one day"
  if (wait.at === "") found["wait.at"] = "Enter a time"
  if (wait.kind === "until") {
    const { date, offset } = wait
    if (date.from === "fixed" ? date.value.trim() === "" : date.name.trim() === "")
      found[date.from === "fixed" ? "wait.date.value" : "wait.date.name"] =
        date.from === "fixed" ? "Enter a date" : "Enter its name"
    if (offset !== null) found["wait.offset.length"] = lengthMistake(offset.length, 731)
  }
  return Object.entries(found).flatMap(([path, message]) => (message === undefined ? [] : [[path, message]]))
}

export const delayForm: StepForm<"delay"> = {
  label: "Delay",
  icon: IconClock,
  intro: "Waits for a time, a day or a date.",
  begin: () => ({ wait: begins.for }),
  sentence,
  mistakes,
  Form,
}
