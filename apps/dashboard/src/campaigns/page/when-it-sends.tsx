import { Alert, Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../../api/client.ts"
import { Instant } from "../../look/time/instant.tsx"
import { dayAndTime } from "../../look/time/instants.ts"
import { useNotation } from "../../look/time/notation.ts"
import { useDayZone, useSendingZone } from "../../session/day-zone.ts"
import { ApiRequest } from "../compose/when/api-request.tsx"
import { openedDelivery } from "../compose/when/delivery-draft.ts"
import { useDeliveryNames } from "../delivery-names.ts"
import { whenInWords } from "../when-in-words.ts"

/** When a campaign is sent, in one sentence, and whether it is started; nothing of one that is launched. */
export function WhenItSends({ campaign }: { campaign: Shapes["Campaign"] }) {
  const { id, started_at, variants } = campaign
  const delivery = openedDelivery(campaign.delivery)
  const names = useDeliveryNames(delivery)
  const notation = useNotation()
  const zone = useDayZone()
  const clock = useSendingZone()
  if (delivery.kind === "once") return null
  return (
    <Stack gap="xs" mb="md">
      <Text size="sm">
        {started_at === null ? (
          "It is not started. "
        ) : (
          <>
            Started <Instant at={started_at} />.{" "}
          </>
        )}
        {whenInWords(delivery, { ...notation, zone, clock, names })}.
        {delivery.kind === "recurring" && started_at !== null ? <NextLaunch id={id} /> : null}
      </Text>
      {delivery.kind === "recurring" ? <LeftOut id={id} /> : null}
      {delivery.kind === "api" && started_at !== null ? (
        <ApiRequest campaignId={id} contents={variants.map(({ content }) => content)} />
      ) : null}
    </Stack>
  )
}

const useRecurrence = (id: string) =>
  api.useQuery("get", "/v1/campaigns/{id}/recurrence", { params: { path: { id } } }).data

const shown = (local: string, notation: ReturnType<typeof useNotation>) =>
  dayAndTime(new Date(`${local}Z`), { ...notation, zone: "UTC" }, "short")

function NextLaunch({ id }: { id: string }) {
  const notation = useNotation()
  const next = useRecurrence(id)?.next_at
  return next == null ? null : ` Next: ${shown(next, notation)}.`
}

/** Why the last occurrence made no launch. */
function LeftOut({ id }: { id: string }) {
  const notation = useNotation()
  const problem = useRecurrence(id)?.problem
  if (problem == null) return null
  return (
    <Alert color="yellow" variant="light" title={`${shown(problem.occurrence, notation)} was left out`}>
      {problem.message}
    </Alert>
  )
}
