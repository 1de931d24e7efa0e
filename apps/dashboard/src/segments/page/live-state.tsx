import { Badge, Group, Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"

/** While contacts are judged for the first time. */
const lookEveryMs = 2_000

/** Whether it is known at all times who is in a segment, since when, and for what. */
export function LiveState({ segment: { id, is_live } }: { segment: Shapes["Segment"] }) {
  const amount = useAmount()
  const live = api.useQuery(
    "get",
    "/v1/segments/{id}/live",
    { params: { path: { id } } },
    { refetchInterval: ({ state }) => (state.data?.state === "counting" ? lookEveryMs : false) },
  )
  const { data } = live
  return (
    <Section title="Live membership">
      <ProblemAlert failure={live.error} retry={live.refetch} />
      {data === undefined ? null : (
        <Stack gap="xs">
          <Group gap="xs">
            <Badge color={data.state === "live" ? "green" : data.state === "counting" ? "yellow" : "gray"}>
              {data.state === "live" ? "Live" : data.state === "counting" ? "Counting" : "Not live"}
            </Badge>
            {data.state === "live" && data.since !== null ? (
              <Text size="sm">
                {amount(data.members ?? 0)} contacts now, live since <Instant at={data.since} />
              </Text>
            ) : null}
          </Group>
          <Text size="sm" c="dimmed">
            {data.state === "off"
              ? "Members are looked up whenever the segment is used. Turn on Live above to tell your webhooks when contacts enter and leave."
              : data.state === "counting"
                ? "Every contact is checked once. After that, webhooks are told who enters and leaves."
                : "Webhooks get an event, Segment entered or Segment left, within a second."}
          </Text>
          {data.drives.map(({ kind, id: driven, name }) => (
            <Text key={`${kind} ${driven}`} size="sm">
              {name}{" "}
              <Text span inherit c="dimmed">
                {kind === "launch" ? "planned launch" : kind}
              </Text>
            </Text>
          ))}
          {data.state !== "off" && !is_live && data.drives.length > 0 ? (
            <Text size="sm" c="dimmed">
              It is live for as long as it drives these.
            </Text>
          ) : null}
        </Stack>
      )}
    </Section>
  )
}
