import { Box, Group, Stack, Text } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { useAmount, useNotation } from "../../look/time/notation.ts"
import { Bar } from "./bar.tsx"
import { gateInWords, percent } from "./in-words.ts"

type Gate = Shapes["CampaignResults"]["gates"][number]

/** How many passed each gate, and why others did not. Gates that stopped nobody are left out, but for those of delivery. */
export function Funnel({
  results: { gates, waiting, failures, retried },
}: {
  results: Shapes["CampaignResults"]
}) {
  const amount = useAmount()
  const [audience] = gates
  const all = audience?.count ?? 0
  const shown = gates.filter(({ gate, lost }, place) => lost > 0 || place === 0 || delivery.has(gate))
  const notes = [
    ...(waiting > 0 ? [`${amount(waiting)} still wait to be sent.`] : []),
    ...(retried > 0 ? [`${amount(retried)} failed for a reason that passes, and go once more.`] : []),
  ]
  return (
    <Section title="Results" intro={notes.length > 0 ? notes.join(" ") : undefined}>
      <Stack gap="sm">
        {shown.map((gate) => (
          <Step key={gate.gate} gate={gate} all={all} />
        ))}
      </Stack>
      <Reasons title="Failed" reasons={failures} />
    </Section>
  )
}

const delivery: ReadonlySet<Gate["gate"]> = new Set([
  "accepted",
  "delivered",
  "read",
  "clicked",
  "replied",
  "converted",
])

function Step({ gate: { gate, count, lost, reasons }, all }: { gate: Gate; all: number }) {
  const amount = useAmount()
  const notation = useNotation()
  const share = all > 0 ? count / all : 0
  return (
    <Stack gap={2}>
      <Group justify="space-between" gap="xs" wrap="nowrap" align="baseline">
        <Text size="sm" fw={550}>
          {gateInWords(gate)}
        </Text>
        <Text size="sm" ta="end">
          {amount(count)}{" "}
          <Text span inherit c="dimmed">
            {percent(share, notation)}
          </Text>
        </Text>
      </Group>
      <Bar label={gateInWords(gate)} share={share} />
      {lost > 0 && reasons.length === 0 ? (
        <Text size="xs" c="dimmed">
          {amount(lost)} not
        </Text>
      ) : null}
      <Reasons reasons={reasons} />
    </Stack>
  )
}

function Reasons({ title, reasons }: { title?: string; reasons: Gate["reasons"] }) {
  const amount = useAmount()
  if (reasons.length === 0) return null
  return (
    <Stack gap={2}>
      {title === undefined ? null : (
        <Text size="sm" fw={550} component="h3" m={0}>
          {title}
        </Text>
      )}
      {reasons.map(({ code, title: said, advice, count }) => (
        <Group key={code} gap="sm" wrap="nowrap" align="baseline">
          <Text size="xs" ta="end" miw={48}>
            {amount(count)}
          </Text>
          <Box>
            <Text size="xs">
              {said}{" "}
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
