import { Checkbox, Group, NumberInput, Select, Stack, Switch } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import { Section } from "../../look/page/section.tsx"
import type { CampaignValues, Controls } from "./values.ts"

const daySeconds = 86_400
const mostDays = 720

type Again = "usual" | "after" | "never" | "always"
const after = { value: "after", label: "can get it again after some days" } as const
const never = { value: "never", label: "never get it again" } as const

/** What is usual depends on what has it sent. */
const again: Readonly<
  Record<CampaignValues["delivery"]["kind"], readonly { value: Again; label: string }[]>
> = {
  once: [{ value: "usual", label: "can get it again with every launch" }, after, never],
  recurring: [{ value: "usual", label: "can get it again with every launch" }, after, never],
  api: [{ value: "usual", label: "can get it again with every request" }, after, never],
  action: [
    { value: "usual", label: "never get it again" },
    after,
    { value: "always", label: "can get it again each time it happens" },
  ],
}

/** The choice that a rule is, of one kind of delivery. */
function againOf(kind: CampaignValues["delivery"]["kind"], rule: Controls["re_eligibility"]): Again {
  if (rule == null) return "usual"
  return again[kind].some(({ value }) => value === rule.kind) ? rule.kind : "usual"
}

/** How many people get it, and who of them may get it again. */
export function LimitsSection({ form }: { form: UseFormReturnType<CampaignValues> }) {
  const {
    controls = {},
    delivery: { kind },
  } = form.values
  const { most_recipients: most = null, re_eligibility: rule = null, ignores_caps = false } = controls
  const set = (change: Controls) => form.setFieldValue("controls", { ...controls, ...change })
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
            data={again[kind]}
            value={againOf(kind, rule)}
            onChange={(chosen) =>
              set({
                re_eligibility:
                  chosen === "never" || chosen === "always"
                    ? { kind: chosen }
                    : chosen === "after"
                      ? { kind: chosen, seconds: 7 * daySeconds }
                      : null,
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
          checked={ignores_caps}
          onChange={(event) => set({ ignores_caps: event.currentTarget.checked })}
        />
        {ignores_caps ? (
          <Checkbox
            label="Still count these messages towards the caps"
            checked={controls.counts_when_ignoring_caps ?? false}
            onChange={(event) => set({ counts_when_ignoring_caps: event.currentTarget.checked })}
          />
        ) : null}
      </Stack>
    </Section>
  )
}
