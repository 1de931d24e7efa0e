import { Radio, Stack, TextInput } from "@mantine/core"
import { Section } from "../../look/page/section.tsx"
import { instantOfLocalTime } from "../../look/time/local-time.ts"
import { useDayZone } from "../../session/day-zone.ts"

/** When a launch goes out: now, or at a time such as `2026-12-24T18:00` in the workspace's zone. */
export interface When {
  kind: "now" | "at"
  local: string
}

export const atOnce: When = { kind: "now", local: "" }

/** The instant that it means; undefined: now. null: it is not written yet. */
export function instantOf({ kind, local }: When, zone: string): Date | null | undefined {
  if (kind === "now") return undefined
  return instantOfLocalTime(local, zone) ?? null
}

export function WhenSection(choice: { when: When; onChange: (when: When) => void }) {
  return (
    <Section title="When">
      <WhenChoice {...choice} />
    </Section>
  )
}

/** Now, or at a time. */
export function WhenChoice({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  const zone = useDayZone()
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
      {when.kind === "now" ? null : (
        <TextInput
          maw={320}
          type="datetime-local"
          label="Date and time"
          description={`In the time zone ${zone.replaceAll("_", " ")}`}
          data-path="when"
          value={when.local}
          onChange={(event) => onChange({ ...when, local: event.currentTarget.value })}
        />
      )}
    </Stack>
  )
}
