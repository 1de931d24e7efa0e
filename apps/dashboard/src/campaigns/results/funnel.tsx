import { Box, Group, Progress, Stack, Text } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { useAmount, useNotation } from "../../look/time/notation.ts"
import { gateInWords, percent } from "./in-words.ts"
import { type Of, PeopleLink, peopleOfGate } from "./people-link.tsx"
import type { PeopleState } from "./people-words.ts"

type Gate = Shapes["CampaignResults"]["gates"][number]

/** How many passed each gate, and why others did not. Gates that stopped nobody are left out, but for those of delivery. */
export function Funnel({
  results: { gates, waiting, retried },
  of,
}: {
  results: Shapes["CampaignResults"]
  of: Of
}) {
  const amount = useAmount()
  const [audience] = gates
  const all = audience?.count ?? 0
  const shown = gates.filter(({ gate, lost }, place) => lost > 0 || place === 0 || delivery.has(gate))
  return (
    <Section
      title="From audience to conversion"
      intro={
        waiting > 0 || retried > 0 ? (
          <>
            {waiting > 0 ? (
              <>
                <PeopleLink of={of} state="waiting">
                  {amount(waiting)} still wait to be sent
                </PeopleLink>
                .{" "}
              </>
            ) : null}
            {retried > 0 ? `${amount(retried)} failed for a reason that passes, and go once more.` : null}
          </>
        ) : undefined
      }
    >
      <Stack gap="sm">
        {shown.map((gate) => (
          <Step key={gate.gate} gate={gate} all={all} of={of} />
        ))}
      </Stack>
    </Section>
  )
}

const delivery: ReadonlySet<Gate["gate"]> = new Set(["accepted", "delivered", "read", "replied", "converted"])

function Step({ gate: { gate, count, lost, reasons }, all, of }: { gate: Gate; all: number; of: Of }) {
  const amount = useAmount()
  const notation = useNotation()
  const share = all > 0 ? count / all : 0
  const state = peopleOfGate(gate)
  return (
    <Stack gap={2}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
        <Text size="sm" fw={550}>
          {gateInWords(gate)}
        </Text>
        <Text size="sm" ta="end">
          {state === undefined || count === 0 ? (
            amount(count)
          ) : (
            <PeopleLink of={of} state={state}>
              {amount(count)}
            </PeopleLink>
          )}{" "}
          <Text span inherit c="dimmed">
            {percent(share, notation)}
          </Text>
        </Text>
      </Group>
      <Progress value={Math.min(100, share * 100)} size="sm" aria-label={gateInWords(gate)} />
      {lost > 0 && reasons.length === 0 ? (
        <Text size="xs" c="dimmed">
          {amount(lost)} not
        </Text>
      ) : null}
      <Reasons reasons={reasons} of={of} state={gate === "control" ? "control" : "not_sent"} />
    </Stack>
  )
}

/** Why messages failed, by Meta's code, with what it means and what to do. */
export function Failures({ results: { failures }, of }: { results: Shapes["CampaignResults"]; of: Of }) {
  if (failures.length === 0) return null
  return (
    <Section title="Failed" intro="By WhatsApp's code. Click a number to see the people.">
      <Reasons reasons={failures} of={of} state="failed" withCodes />
    </Section>
  )
}

function Reasons({
  reasons,
  of,
  state,
  withCodes = false,
}: {
  reasons: Gate["reasons"]
  of: Of
  state: PeopleState
  withCodes?: boolean
}) {
  const amount = useAmount()
  if (reasons.length === 0) return null
  return (
    <Stack gap={withCodes ? "xs" : 2}>
      {reasons.map(({ code, title: said, advice, count }) => (
        <Group key={code} gap="sm" wrap="nowrap" align="baseline">
          <Text size={withCodes ? "sm" : "xs"} ta="end" miw={48}>
            <PeopleLink of={of} state={state} {...(state === "control" ? {} : { reason: code })}>
              {amount(count)}
            </PeopleLink>
          </Text>
          <Box>
            <Text size={withCodes ? "sm" : "xs"}>
              {said}{" "}
              {withCodes && /^\d+$/.test(code) ? (
                <Text span inherit c="dimmed">
                  ({code}){" "}
                </Text>
              ) : null}
              {advice === null ? null : (
                <Text span inherit c="dimmed">
                  {advice}
                </Text>
              )}
            </Text>
          </Box>
        </Group>
      ))}
    </Stack>
  )
}
