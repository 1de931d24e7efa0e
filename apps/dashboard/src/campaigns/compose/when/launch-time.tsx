import { Alert, Checkbox, Group, Radio, Stack, Text, TextInput } from "@mantine/core"
import { api } from "../../../api/client.ts"
import { ProblemAlert } from "../../../look/problem-alert.tsx"
import { dayAndTime } from "../../../look/time/instants.ts"
import { instantOfLocalTime } from "../../../look/time/local-time.ts"
import { useNotation } from "../../../look/time/notation.ts"
import { useDayZone } from "../../../session/day-zone.ts"

/** When a launch goes out: now, or at a time such as `2026-12-24T18:00`. */
export interface When {
  kind: "now" | "at"
  local: string
  /** By each contact's own clock; otherwise by that of the workspace. */
  isOwnClock?: boolean
}

export const atOnce: When = { kind: "now", local: "" }

/** The instant that it means, of each contact's clock that of the workspace; undefined: now. null: it is not written yet. */
export function instantOf({ kind, local }: When, zone: string): Date | null | undefined {
  if (kind === "now") return undefined
  return instantOfLocalTime(local, zone) ?? null
}

/** The local time that it names; undefined: it goes out at one instant. */
export const ownClockTime = ({ kind, local, isOwnClock }: When): string | undefined =>
  kind === "at" && isOwnClock && local !== "" ? local : undefined

/** When the clocks of contacts show a time. Asked only where there is one. */
export function useLocalTimes(at: string | undefined) {
  return api.useQuery(
    "get",
    "/v1/campaigns/local-times",
    { params: { query: { at: at ?? "" } } },
    { enabled: at !== undefined, retry: false },
  )
}

/** Now, or at a time. */
export function WhenChoice({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  return (
    <Stack gap="sm">
      <Radio.Group
        aria-label="When it goes out"
        value={when.kind}
        onChange={(kind) => onChange({ ...when, kind: kind === "at" ? "at" : "now" })}
      >
        <Stack gap="xs">
          <Radio value="now" label="As soon as it is launched" />
          <Radio value="at" label="At a time" />
        </Stack>
      </Radio.Group>
      {when.kind === "at" ? <TimeFields when={when} onChange={onChange} /> : null}
    </Stack>
  )
}

/** The date and the time, by whose clock, and what that comes to. */
export function TimeFields({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  const zone = useDayZone()
  const time = ownClockTime(when)
  return (
    <Stack gap="sm">
      <TextInput
        maw={320}
        type="datetime-local"
        label="Date and time"
        description={
          when.isOwnClock ? "By each contact's own clock" : `In the time zone ${zone.replaceAll("_", " ")}`
        }
        data-path="when"
        value={when.local}
        onChange={(event) => onChange({ ...when, local: event.currentTarget.value })}
      />
      <Checkbox
        label="In each contact's own time zone"
        description="Everyone gets it when their own clock shows this time."
        checked={when.isOwnClock ?? false}
        onChange={(event) => onChange({ ...when, isOwnClock: event.currentTarget.checked })}
      />
      {time === undefined ? null : <OwnClockInstants at={time} />}
    </Stack>
  )
}

/** The instants of a time by each contact's own clock, and what becomes of those who have no zone or whose time has passed. */
function OwnClockInstants({ at }: { at: string }) {
  const notation = useNotation()
  const times = useLocalTimes(at)
  if (times.data === undefined) return <ProblemAlert failure={times.error} retry={times.refetch} />
  const { first, own, last, time_zone, passed_time_zones: passed, is_over } = times.data
  const zone = time_zone.replaceAll("_", " ")
  if (is_over) {
    return (
      <Alert color="yellow" variant="light">
        It is more than an hour later already by every clock. Choose a later time.
      </Alert>
    )
  }
  const instants = [
    ["First people", first],
    [`People in ${zone}`, own],
    ["Last people", last],
  ] as const
  return (
    <Stack gap="xs">
      <Group component="dl" gap="xl" m={0} aria-label="When it goes out">
        {instants.map(([label, instant]) => (
          <div key={label}>
            <Text component="dt" size="sm" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0} size="sm">
              {dayAndTime(new Date(instant), { ...notation, zone: time_zone }, "short")}
            </Text>
          </div>
        ))}
      </Group>
      <Text size="sm" c="dimmed">
        These times are those of {zone}, the workspace's time zone. Contacts without one go by it, too.{" "}
        {passed.length === 0
          ? "Nobody's time has passed yet."
          : `It is more than an hour later already in ${inWords(passed)}: people there get nothing.`}
      </Text>
    </Stack>
  )
}

const mostNamed = 3

function inWords(zones: readonly string[]): string {
  const named = zones.slice(0, mostNamed).map((zone) => zone.replaceAll("_", " "))
  const others = zones.length - named.length
  return others === 0 ? named.join(", ") : `${named.join(", ")} and other time zones`
}
