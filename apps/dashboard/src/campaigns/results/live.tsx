import { Group, Progress, Stack, Text } from "@mantine/core"
import { useEffect, useRef, useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { AnchorLink } from "../../look/links.tsx"
import { Section } from "../../look/page/section.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { withInstants } from "../../look/time/instants.ts"
import { toOnePlace, useAmount, useNotation } from "../../look/time/notation.ts"
import { LaunchState } from "../launch-state.tsx"
import { endsAt, type Reading, rateOf } from "./rate.ts"

const lookAgainMs = 5_000

/** The launches of a campaign that send right now: how fast, what limits it, and until when. */
export function Live({ campaignId, launchId }: { campaignId: string; launchId?: string | undefined }) {
  const launches = api.useQuery(
    "get",
    "/v1/launches",
    {
      params: {
        query: { campaign_id: campaignId, state: "expanding,sending,paused", limit: 5, order: "desc" },
      },
    },
    { refetchInterval: 15_000 },
  )
  const shown = (launches.data?.data ?? []).filter(({ id }) => launchId === undefined || id === launchId)
  if (shown.length === 0) return null
  return (
    <Section title="Under way">
      <Stack gap="lg">
        {shown.map((launch) => (
          <LiveLaunch key={launch.id} id={launch.id} />
        ))}
      </Stack>
    </Section>
  )
}

export function LiveLaunch({ id }: { id: string }) {
  const amount = useAmount()
  const notation = useNotation()
  const path = { params: { path: { id } } }
  const progress = api.useQuery("get", "/v1/launches/{id}/progress", path, { refetchInterval: lookAgainMs })
  const report = api.useQuery("get", "/v1/launches/{id}", path, { refetchInterval: lookAgainMs })
  const rate = useRate(progress.data)
  if (progress.data === undefined || report.data === undefined) return null
  const { state, audience, waiting, hold, scheduled_at } = report.data
  const done = audience - waiting
  const isGoing = state === "sending" || state === "expanding"
  const ends = rate !== undefined && rate > 0 && isGoing ? endsAt(progress.data.at, waiting, rate) : undefined
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <AnchorLink to="/launches/$launchId" params={{ launchId: id }} size="sm" fw={550}>
            <Instant at={scheduled_at} />
          </AnchorLink>
          <LaunchState state={state} />
        </Group>
        <Text size="sm">
          {amount(done)} of {amount(audience)}
          {rate === undefined || !isGoing ? "" : `, ${toOnePlace(rate, notation)} a second`}
        </Text>
      </Group>
      <Progress value={audience > 0 ? (done / audience) * 100 : 0} aria-label="Progress" />
      <Text size="sm" c="dimmed">
        {hold === null ? limitInWords(progress.data, rate) : withInstants(hold.title, notation)}{" "}
        {hold?.advice == null ? null : withInstants(hold.advice, notation)}{" "}
        {ends === undefined ? null : (
          <>
            At this rate it ends <Instant at={ends} />.
          </>
        )}
      </Text>
      {progress.data.waits.map(({ code, title, advice, count, next_at }) => (
        <Text key={code} size="sm">
          {amount(count)} wait: {withInstants(title, notation)}{" "}
          <Text span inherit c="dimmed">
            {advice === null ? null : withInstants(advice, notation)}{" "}
            {next_at === null ? null : (
              <>
                Next try <Instant at={next_at} />.
              </>
            )}
          </Text>
        </Text>
      ))}
    </Stack>
  )
}

/** Messages a second between the first reading that is kept and the latest. */
function useRate(progress: Shapes["LaunchProgress"] | undefined): number | undefined {
  const readings = useRef<Reading[]>([])
  const [rate, setRate] = useState<number>()
  useEffect(() => {
    if (progress === undefined) return
    const { readings: kept, rate: found } = rateOf(readings.current, {
      at: progress.at,
      accepted: progress.accepted,
    })
    readings.current = kept
    setRate(found)
  }, [progress])
  return rate
}

/** What keeps it from being faster. */
function limitInWords(
  { number_per_second, campaign_per_second, others, waiting }: Shapes["LaunchProgress"],
  rate: number | undefined,
): string {
  if (waiting === 0) return "People are being brought in."
  const own = campaign_per_second ?? Number.POSITIVE_INFINITY
  const most = Math.min(own, number_per_second)
  const isNear = rate === undefined || rate >= 0.7 * most
  if (own <= number_per_second)
    return `The campaign's own limit: ${most} a second.${isNear ? "" : " It is not reached at the moment."}`
  const shared = others > 0 ? ` It shares the number with ${others} other${others === 1 ? "" : "s"}.` : ""
  return `The number sends ${most} a second at most.${shared}`
}
