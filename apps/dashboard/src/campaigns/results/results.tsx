import { Alert, Select, Stack, Text } from "@mantine/core"
import { useState } from "react"
import { api } from "../../api/client.ts"
import { Loading } from "../../look/page/loading.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { dayAndTime } from "../../look/time/instants.ts"
import { useNotation } from "../../look/time/notation.ts"
import { Costs } from "./costs.tsx"
import { Failures, Funnel } from "./funnel.tsx"
import { Headline } from "./headline.tsx"
import { Breakdown, Hours, Pair, Quality, Replies } from "./insights.tsx"
import { Live } from "./live.tsx"
import { OverTime } from "./over-time.tsx"
import { Variants } from "./variants.tsx"
import { Ways } from "./ways.tsx"

/** While messages go out, their counts change without being told. */
const lookAgainMs = 10_000

/** What a campaign came to: gate by gate, by variant, over time, and what it cost; all of it, or of one launch. */
export function Results({ campaignId }: { campaignId: string }) {
  const [launchId, setLaunchId] = useState<string>()
  const query = launchId === undefined ? {} : { launch_id: launchId }
  const asked = { params: { path: { id: campaignId }, query } }
  const often = { refetchInterval: lookAgainMs }
  const results = api.useQuery("get", "/v1/campaigns/{id}/results", asked, often)
  const insights = api.useQuery("get", "/v1/campaigns/{id}/insights", asked, often)
  const chooser = <LaunchChooser campaignId={campaignId} value={launchId} onChange={setLaunchId} />
  const { data } = results
  if (data === undefined) {
    return (
      <Section title="Results" aside={chooser}>
        {results.error ? <ProblemAlert failure={results.error} retry={results.refetch} /> : <Loading />}
      </Section>
    )
  }
  const of = { campaignId, launchId }
  if (data.first_at === null) {
    return (
      <>
        <Live campaignId={campaignId} />
        <Section title="Results" aside={chooser}>
          <Text size="sm">Nothing has gone out yet. Results are here as soon as something has.</Text>
        </Section>
      </>
    )
  }
  return (
    <Stack>
      <Live campaignId={campaignId} launchId={launchId} />
      {data.sample_ratio?.is_alarming ? (
        <Alert color="yellow" title="People are not spread as asked">
          The split over variants and the control group is one that chance hardly ever makes. Do not rest a
          decision on the comparison before you know why.
        </Alert>
      ) : null}
      <Section title="Results" aside={chooser}>
        <Headline results={data} optedOut={insights.data?.opted_out} of={of} />
      </Section>
      <Pair>
        <Funnel results={data} of={of} />
        <Stack>
          <OverTime results={data} />
          <Failures results={data} of={of} />
        </Stack>
      </Pair>
      <Variants results={data} of={of} />
      <Pair>
        {insights.data === undefined ? null : <Hours insights={insights.data} />}
        <Breakdown of={of} />
      </Pair>
      <Pair>
        {insights.data === undefined ? null : <Replies insights={insights.data} />}
        {insights.data === undefined ? null : <Quality insights={insights.data} />}
      </Pair>
      <Costs results={data} />
      <Ways results={data} />
    </Stack>
  )
}

/** Of which launch the results are; nothing where there is but one. */
function LaunchChooser({
  campaignId,
  value,
  onChange,
}: {
  campaignId: string
  value: string | undefined
  onChange: (launchId: string | undefined) => void
}) {
  const notation = useNotation()
  const launches = api.useQuery("get", "/v1/launches", {
    params: { query: { campaign_id: campaignId, limit: 100, order: "desc" } },
  })
  // A repetition counts with the launch that it repeats.
  const own = (launches.data?.data ?? []).filter(({ parent_id }) => parent_id === null)
  if (own.length < 2) return null
  return (
    <Select
      size="xs"
      w={210}
      aria-label="Of which launch"
      clearable
      placeholder="All launches"
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      data={own.map(({ id, scheduled_at }) => ({
        value: id,
        label: dayAndTime(new Date(scheduled_at), notation, "short"),
      }))}
    />
  )
}
