import { List, Stack, Text } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { client } from "../../../api/client.ts"
import { ProblemAlert } from "../../../look/problem-alert.tsx"
import { dayAndTime } from "../../../look/time/instants.ts"
import { useNotation } from "../../../look/time/notation.ts"
import { deliveryMistakes, type RecurringDraft } from "./delivery-draft.ts"

const pauseMs = 350
const count = 5

/** The next days and times of a campaign that recurs, once it says all that it must. */
export function NextOccurrences({ delivery }: { delivery: RecurringDraft }) {
  const [settled] = useDebouncedValue(JSON.stringify(delivery), pauseMs)
  const isWhole = Object.keys(deliveryMistakes(delivery)).length === 0
  const next = useQuery({
    queryKey: ["post", "/v1/campaigns/occurrences", settled],
    queryFn: async ({ signal }) => {
      const body = { delivery: JSON.parse(settled), count }
      const { data, error } = await client.POST("/v1/campaigns/occurrences", { body, signal })
      if (data === undefined) throw error
      return data
    },
    enabled: isWhole && settled === JSON.stringify(delivery),
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (!isWhole) return null
  if (next.data === undefined) return <ProblemAlert failure={next.error} retry={next.refetch} />
  const { data, time_zone } = next.data
  if (data.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        There is no day left on which it would be sent. Let it end later.
      </Text>
    )
  }
  return (
    <Stack gap={4}>
      <Text size="sm" fw={550}>
        {data.length < count ? "It is sent on" : "Next 5"}
      </Text>
      <List size="sm" aria-label="Next occurrences">
        {data.map(({ local_time }) => (
          <List.Item key={local_time}>
            <LocalTime shown={local_time} />
          </List.Item>
        ))}
      </List>
      <Text size="sm" c="dimmed">
        {delivery.clock === "contact"
          ? `By each contact's own clock. Contacts without a time zone get it by the workspace's, ${time_zone.replaceAll("_", " ")}.`
          : `In the time zone ${time_zone.replaceAll("_", " ")}.`}
      </Text>
    </Stack>
  )
}

/** What clocks show, wherever they are. */
function LocalTime({ shown }: { shown: string }) {
  const notation = useNotation()
  return <span dir="auto">{dayAndTime(new Date(`${shown}Z`), { ...notation, zone: "UTC" }, "short")}</span>
}
