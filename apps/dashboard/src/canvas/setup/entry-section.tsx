import { Group, NumberInput, Radio, Select, Stack, Switch, TextInput } from "@mantine/core"
import { useRef } from "react"
import { useServerNow } from "../../api/server-time.ts"
import { beginDelivery } from "../../campaigns/compose/when/delivery-draft.ts"
import { RecurringFields } from "../../campaigns/compose/when/recurring-fields.tsx"
import { TriggerList } from "../../campaigns/compose/when/trigger-list.tsx"
import { Section } from "../../look/page/section.tsx"
import { dayIn } from "../../look/time/instants.ts"
import { instantOfLocalTime, localTime } from "../../look/time/local-time.ts"
import { useDayZone, useSendingZone } from "../../session/day-zone.ts"
import type { EntryDraft } from "../editing/draft.ts"
import type { Editing } from "../editing/use-canvas-form.ts"
import { errorAt } from "../steps/step-form.ts"
import { ApiEntry } from "./api-entry.tsx"

const choices = [
  { value: "action", label: "When something happens", description: "To each person, as they do something" },
  {
    value: "once",
    label: "Once",
    description: "Everyone of the audience, when it is published or at a time",
  },
  {
    value: "recurring",
    label: "Again and again",
    description: "Everyone of the audience, on days that repeat",
  },
  { value: "api", label: "When the API asks for it", description: "Your systems say who enters and when" },
] as const

function beginEntry(kind: EntryDraft["kind"], today: string): EntryDraft {
  if (kind === "once") return { kind, at: null }
  if (kind === "api") return { kind, from: null, until: null }
  const delivery = beginDelivery(kind, today)
  if (delivery.kind === "recurring") return delivery
  return {
    kind: "action",
    triggers: [{ on: "event", name: "" }],
    from: null,
    until: null,
    priority: 0,
    answers_alone: true,
  }
}

/** How people get into it, and how often. */
export function EntrySection({ canvasId, editing }: { canvasId: string; editing: Editing }) {
  const { form, values, set } = editing
  const { entry } = values
  const zone = useSendingZone()
  const today = dayIn(zone)(useServerNow())
  // Looking at another way loses nothing of this one.
  const written = useRef(new Map<EntryDraft["kind"], EntryDraft>())
  return (
    <Stack>
      <Section title="Entry">
        <Stack>
          <Radio.Group
            aria-label="When people enter"
            value={entry.kind}
            onChange={(value) => {
              const kind = choices.find((one) => one.value === value)?.value
              if (kind === undefined) return
              written.current.set(entry.kind, entry)
              set("entry", written.current.get(kind) ?? beginEntry(kind, today))
            }}
          >
            <Stack gap="xs">
              {choices.map(({ value, ...words }) => (
                <Radio key={value} value={value} {...words} />
              ))}
            </Stack>
          </Radio.Group>
          {entry.kind === "once" ? (
            <TimeField
              label="Everyone enters at"
              description="Empty: when it is published."
              path="entry.at"
              error={errorAt(form.errors, "entry.at")}
              value={entry.at}
              onChange={(at) => set("entry", { ...entry, at })}
            />
          ) : null}
          {entry.kind === "recurring" ? (
            <RecurringFields
              delivery={entry}
              at="entry"
              errors={form.errors}
              onChange={(changed) => set("entry", changed)}
            />
          ) : null}
          {entry.kind === "action" ? (
            <TriggerList
              at="entry.triggers"
              label="Trigger"
              add="Add a trigger"
              least={1}
              triggers={entry.triggers}
              errors={form.errors}
              onChange={(triggers) => set("entry", { ...entry, triggers })}
            />
          ) : null}
          {entry.kind === "action" || entry.kind === "api" ? (
            <Group align="flex-start">
              <TimeField
                label="From"
                path="entry.from"
                error={errorAt(form.errors, "entry.from")}
                value={entry.from}
                onChange={(from) => set("entry", { ...entry, from })}
              />
              <TimeField
                label="Until"
                description="Who is inside by then goes on."
                path="entry.until"
                error={errorAt(form.errors, "entry.until")}
                value={entry.until}
                onChange={(until) => set("entry", { ...entry, until })}
              />
            </Group>
          ) : null}
          {entry.kind === "action" && entry.triggers.some(({ on }) => on === "inbound_message") ? (
            <Group align="flex-start">
              <NumberInput
                label="Priority"
                description="Of several that a message triggers, the highest goes first."
                inputWrapperOrder={["label", "input", "description", "error"]}
                w={260}
                min={0}
                max={1000}
                allowDecimal={false}
                data-path="entry.priority"
                error={errorAt(form.errors, "entry.priority")}
                value={entry.priority}
                onChange={(priority) => set("entry", { ...entry, priority: Number(priority) })}
              />
              <Switch
                mt={{ sm: 28 }}
                label="Nothing else answers after it"
                checked={entry.answers_alone}
                onChange={(event) => set("entry", { ...entry, answers_alone: event.currentTarget.checked })}
              />
            </Group>
          ) : null}
          {entry.kind === "api" ? <ApiEntry canvasId={canvasId} editing={editing} /> : null}
        </Stack>
      </Section>
      <HowOften editing={editing} />
    </Stack>
  )
}

const daySeconds = 86_400

/** Whether people enter again, and how many do. */
function HowOften({ editing: { form, values, set } }: { editing: Editing }) {
  const { re_entry, entry_limit } = values
  return (
    <Section title="How often">
      <Stack>
        <Group align="flex-start">
          <Select
            label="People who were in it before"
            w={320}
            maw="100%"
            allowDeselect={false}
            data={[
              { value: "never", label: "never enter again" },
              { value: "after_exit", label: "can enter again once they have left" },
              { value: "after", label: "can enter again after some days" },
            ]}
            value={re_entry.kind}
            onChange={(kind) =>
              set(
                "re_entry",
                kind === "after"
                  ? { kind, seconds: 7 * daySeconds }
                  : { kind: kind === "after_exit" ? kind : "never" },
              )
            }
          />
          {re_entry.kind === "after" ? (
            <NumberInput
              label="Days"
              w={120}
              min={0}
              max={732}
              decimalScale={2}
              data-path="re_entry.seconds"
              error={errorAt(form.errors, "re_entry.seconds")}
              value={re_entry.seconds / daySeconds}
              onChange={(days) =>
                set("re_entry", { kind: "after", seconds: Math.round(Number(days) * daySeconds) })
              }
            />
          ) : null}
        </Group>
        <Switch
          label="Limit how many enter"
          checked={entry_limit !== null}
          onChange={(event) =>
            set("entry_limit", event.currentTarget.checked ? { count: 1_000, per: "day" } : null)
          }
        />
        {entry_limit === null ? null : (
          <Group align="flex-start">
            <NumberInput
              label="People"
              w={160}
              min={1}
              max={100_000_000}
              allowDecimal={false}
              thousandSeparator=","
              data-path="entry_limit.count"
              error={errorAt(form.errors, "entry_limit.count")}
              value={entry_limit.count}
              onChange={(count) => set("entry_limit", { ...entry_limit, count: Number(count) })}
            />
            <Select
              label="In"
              w={200}
              allowDeselect={false}
              data={[
                { value: "hour", label: "each hour" },
                { value: "day", label: "each day" },
                { value: "canvas", label: "all" },
              ]}
              value={entry_limit.per}
              onChange={(per) => per !== null && set("entry_limit", { ...entry_limit, per })}
            />
          </Group>
        )}
      </Stack>
    </Section>
  )
}

function TimeField({
  label,
  description,
  path,
  error,
  value,
  onChange,
}: {
  label: string
  description?: string
  path: string
  error: string | undefined
  value: string | null
  onChange: (at: string | null) => void
}) {
  const zone = useDayZone()
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={description ?? `In the time zone ${zone.replaceAll("_", " ")}.`}
      inputWrapperOrder={["label", "input", "description", "error"]}
      w={260}
      data-path={path}
      error={error}
      value={value === null ? "" : localTime(new Date(value), zone)}
      onChange={(event) =>
        onChange(instantOfLocalTime(event.currentTarget.value, zone)?.toISOString() ?? null)
      }
    />
  )
}
