import { Checkbox, Group, NumberInput, Select, Stack, Switch } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import { Section } from "../../look/page/section.tsx"
import type { CampaignValues, Controls } from "./values.ts"

const noLimits: Controls = {
  ignores_caps: false,
  counts_when_ignoring_caps: false,
  most_recipients: null,
  re_eligibility: null,
}

const daySeconds = 86_400
const mostDays = 720

const again = [
  { value: "usual", label: "can get it again with every launch" },
  { value: "after", label: "can get it again after some days" },
  { value: "never", label: "never get it again" },
] as const

/** How many people get it, and who of them may get it again. */
export function LimitsSection({ form }: { form: UseFormReturnType<CampaignValues> }) {
  const { controls = noLimits } = form.values
  const { most_recipients: most, re_eligibility: rule } = controls
  const set = (change: Partial<Controls>) => form.setFieldValue("controls", { ...controls, ...change })
  return (
    <Section title="Limits">
      <Stack>
        <Switch
          label="Limit the number of people"
          description="They are picked at random. If some get nothing, others take their place until the number is reached."
          checked={most !== null}
          onChange={(event) =>
            set({ most_recipients: event.currentTarget.checked ? { count: 500, per: "launch" } : null })
          }
        />
        {most === null ? null : (
          <Group align="flex-start">
            <NumberInput
              label="People"
              w={160}
              min={1}
              max={10_000_000}
              allowDecimal={false}
              thousandSeparator=","
              data-path="controls.most_recipients.count"
              value={most.count}
              onChange={(count) => set({ most_recipients: { ...most, count: Math.max(1, Number(count)) } })}
            />
            <Select
              label="In"
              w={220}
              allowDeselect={false}
              data={[
                { value: "launch", label: "each launch" },
                { value: "campaign", label: "all launches together" },
              ]}
              value={most.per}
              onChange={(per) =>
                set({ most_recipients: { ...most, per: per === "campaign" ? "campaign" : "launch" } })
              }
            />
          </Group>
        )}
        <Group align="flex-start">
          <Select
            label="People who got it before"
            w={320}
            maw="100%"
            allowDeselect={false}
            data={again}
            value={rule === null || rule.kind === "always" ? "usual" : rule.kind}
            onChange={(kind) =>
              set({
                re_eligibility:
                  kind === "never" ? { kind } : kind === "after" ? { kind, seconds: 7 * daySeconds } : null,
              })
            }
          />
          {rule?.kind === "after" ? (
            <NumberInput
              label="Days"
              w={120}
              min={1}
              max={mostDays}
              decimalScale={2}
              data-path="controls.re_eligibility.seconds"
              value={rule.seconds / daySeconds}
              onChange={(days) =>
                set({
                  re_eligibility: {
                    kind: "after",
                    seconds: Math.max(1, Math.round(Number(days) * daySeconds)),
                  },
                })
              }
            />
          ) : null}
        </Group>
        <Switch
          label="Ignore frequency caps"
          description="Send it even to people who have had as many messages as the workspace allows."
          checked={controls.ignores_caps}
          onChange={(event) => set({ ignores_caps: event.currentTarget.checked })}
        />
        {controls.ignores_caps ? (
          <Checkbox
            label="Still count these messages towards the caps"
            checked={controls.counts_when_ignoring_caps}
            onChange={(event) => set({ counts_when_ignoring_caps: event.currentTarget.checked })}
          />
        ) : null}
      </Stack>
    </Section>
  )
}
