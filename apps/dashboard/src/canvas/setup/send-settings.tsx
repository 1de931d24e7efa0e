import { Group, NumberInput, Select, Stack, Switch, TextInput } from "@mantine/core"
import { useNumbers } from "../../connect/health/use-numbers.ts"
import { AnchorLink } from "../../look/links.tsx"
import { Section } from "../../look/page/section.tsx"
import type { Editing } from "../editing/use-canvas-form.ts"
import { errorAt } from "../steps/step-form.ts"

/** What many choose, to begin with. */
const usualQuiet = { from: "21:00", until: "08:00", action: "hold" } as const

/** Which number sends, when it doesn't, and how fast. */
export function SendSettings({ editing: { form, values, set } }: { editing: Editing }) {
  const numbers = useNumbers()
  const { controls } = values
  const { quiet_hours: quiet, per_minute, ignores_caps } = controls
  const change = (changed: Partial<typeof controls>) => set("controls", { ...controls, ...changed })
  return (
    <Section title="Send settings">
      <Stack>
        <Select
          label="From"
          placeholder="Choose a number"
          maw={420}
          allowDeselect={false}
          data={(numbers ?? []).map(({ id, display_phone_number, verified_name }) => ({
            value: id,
            label: `${verified_name} · ${display_phone_number}`,
          }))}
          data-path="number_id"
          error={form.errors.number_id}
          value={values.number_id}
          onChange={(id) => set("number_id", id)}
          description={
            numbers?.length === 0 ? (
              <>
                No number is connected.{" "}
                <AnchorLink to="/connect/whatsapp" inherit underline="always">
                  Connect WhatsApp
                </AnchorLink>
              </>
            ) : undefined
          }
        />
        <Switch
          label="Quiet hours"
          description="Nothing of it is sent then, beside the quiet hours of the workspace. By the person's own clock."
          checked={quiet !== null}
          onChange={(event) => change({ quiet_hours: event.currentTarget.checked ? usualQuiet : null })}
        />
        {quiet === null ? null : (
          <Group align="flex-start">
            <TextInput
              type="time"
              label="Quiet from"
              w={140}
              data-path="controls.quiet_hours.from"
              error={errorAt(form.errors, "controls.quiet_hours.from")}
              value={quiet.from}
              onChange={({ currentTarget }) =>
                change({ quiet_hours: { ...quiet, from: currentTarget.value } })
              }
            />
            <TextInput
              type="time"
              label="Quiet until"
              w={140}
              data-path="controls.quiet_hours.until"
              error={errorAt(form.errors, "controls.quiet_hours.until")}
              value={quiet.until}
              onChange={({ currentTarget }) =>
                change({ quiet_hours: { ...quiet, until: currentTarget.value } })
              }
            />
            <Select
              label="Messages of that time"
              w={220}
              allowDeselect={false}
              data={[
                { value: "hold", label: "go when they end" },
                { value: "drop", label: "are not sent" },
              ]}
              value={quiet.action}
              onChange={(action) =>
                change({ quiet_hours: { ...quiet, action: action === "drop" ? "drop" : "hold" } })
              }
            />
          </Group>
        )}
        <Switch
          label="Limit how fast its messages go"
          checked={per_minute !== null}
          onChange={(event) => change({ per_minute: event.currentTarget.checked ? 600 : null })}
        />
        {per_minute === null ? null : (
          <NumberInput
            label="Messages in a minute"
            description="Of each step, at most"
            w={220}
            min={1}
            max={500_000}
            allowDecimal={false}
            thousandSeparator=","
            data-path="controls.per_minute"
            error={errorAt(form.errors, "controls.per_minute")}
            value={per_minute}
            onChange={(count) => change({ per_minute: Math.max(1, Number(count)) })}
          />
        )}
        <Switch
          label="Ignore frequency caps"
          description="Send even to people who have had as many messages as the workspace allows."
          checked={ignores_caps}
          onChange={(event) => change({ ignores_caps: event.currentTarget.checked })}
        />
      </Stack>
    </Section>
  )
}
