import { Group, SimpleGrid, Skeleton, Text } from "@mantine/core"
import { api, type Shapes } from "../api/client.ts"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Day } from "../look/time/instant.tsx"
import { useAmount } from "../look/time/notation.ts"
import { useDayZone } from "../session/day-zone.ts"

/** Nothing tells of each message that is delivered or read. */
const lookAgainMs = 15_000

type Counts = Shapes["DayCounts"]["data"][number]

const stages = [
  ["sent", "Sent"],
  ["delivered", "Delivered"],
  ["read", "Read"],
  ["replied", "Replied"],
] as const

/** On Home: what happened to messages today, beside yesterday. */
export default function Today() {
  const time_zone = useDayZone()
  const isConnected = (useNumbers()?.length ?? 0) > 0
  const days = api.useQuery(
    "get",
    "/v1/messages/days",
    { params: { query: { days: 2, time_zone } } },
    { refetchInterval: lookAgainMs, enabled: isConnected },
  )
  if (!isConnected) return null
  const [today, yesterday] = days.data?.data ?? []
  return (
    <Section
      title="Today"
      intro="Test messages aren't counted."
      aside={
        today === undefined ? null : (
          <Text size="sm" c="dimmed">
            <Day day={today.date} />, {time_zone.replaceAll("_", " ")}
          </Text>
        )
      }
    >
      <ProblemAlert failure={days.error} retry={days.refetch} />
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        {stages.map(([stage, label]) => (
          <Count key={stage} label={label} stage={stage} today={today} yesterday={yesterday} />
        ))}
      </SimpleGrid>
      <Failures today={today} />
    </Section>
  )
}

interface CountProps {
  label: string
  stage: (typeof stages)[number][0]
  today: Counts | undefined
  yesterday: Counts | undefined
}

function Count({ label, stage, today, yesterday }: CountProps) {
  const amount = useAmount()
  return (
    <section aria-label={label}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      {today === undefined ? (
        <Skeleton h={34} w={80} />
      ) : (
        <Text fz={26} lh={1.3} fw={600} style={{ fontVariantNumeric: "tabular-nums" }}>
          {amount(today[stage])}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {yesterday === undefined ? "\u00a0" : `${amount(yesterday[stage])} yesterday`}
      </Text>
    </section>
  )
}

function Failures({ today }: { today: Counts | undefined }) {
  const amount = useAmount()
  if (today === undefined || today.failed === 0) return null
  return (
    <Group gap={6}>
      <Text size="sm" c="var(--failed-text)">
        {amount(today.failed)} failed today
      </Text>
    </Group>
  )
}
