import { Alert, Stack, Text } from "@mantine/core"
import { api } from "../../api/client.ts"
import { Loading } from "../../look/page/loading.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Costs } from "./costs.tsx"
import { Funnel } from "./funnel.tsx"
import { Links } from "./links.tsx"
import { OverTime } from "./over-time.tsx"
import { Variants } from "./variants.tsx"

/** While messages go out, their counts change without being told. */
const lookAgainMs = 10_000

/** What a campaign came to: gate by gate, by variant, over time, and what it cost. */
export function Results({ campaignId }: { campaignId: string }) {
  const results = api.useQuery(
    "get",
    "/v1/campaigns/{id}/results",
    { params: { path: { id: campaignId } } },
    { refetchInterval: lookAgainMs },
  )
  const { data } = results
  if (data === undefined) {
    return (
      <Section title="Results">
        {results.error ? <ProblemAlert failure={results.error} retry={results.refetch} /> : <Loading />}
      </Section>
    )
  }
  if (data.first_at === null) {
    return (
      <Section title="Results">
        <Text size="sm">Nothing has gone out yet. Results are here as soon as something has.</Text>
      </Section>
    )
  }
  return (
    <Stack>
      {data.sample_ratio?.is_alarming ? (
        <Alert color="yellow" title="People are not spread as asked">
          The split over variants and the control group is one that chance hardly ever makes. Do not rest a
          decision on the comparison before you know why.
        </Alert>
      ) : null}
      <Funnel results={data} />
      <Variants results={data} />
      <Links campaignId={campaignId} results={data} />
      <OverTime results={data} />
      <Costs results={data} />
    </Stack>
  )
}
