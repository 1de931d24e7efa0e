import { Badge, Button, Group, Stack, Text, ThemeIcon } from "@mantine/core"
import {
  type Icon,
  IconArrowMerge,
  IconBrandWhatsapp,
  IconCheckbox,
  IconDeviceMobile,
  IconHandClick,
  IconId,
  IconMessage,
  IconShoppingCart,
  IconSparkles,
  IconUserPlus,
} from "@tabler/icons-react"
import { useInfiniteQuery } from "@tanstack/react-query"
import { client, type Shapes } from "../../api/client.ts"
import { AnchorLink } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { useMay } from "../../session/me.ts"
import { entryInWords } from "./entry-words.ts"

type Entry = Shapes["TimelineEntry"]

const path = "/v1/contacts/{id}/timeline"
const atOnce = 30

/** Everything that happened to a contact, the newest first. */
export default function Timeline({ contactId: id }: { contactId: string }) {
  const read = useInfiniteQuery({
    // As changes look for the answers that they make old.
    queryKey: ["get", path, { params: { path: { id } } }],
    queryFn: async ({ pageParam: before }) => {
      const query = { limit: atOnce, ...(before === null ? {} : { before }) }
      const { data, error } = await client.GET(path, { params: { path: { id }, query } })
      if (data === undefined) throw error
      return data
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  if (read.data === undefined)
    return read.error ? <ProblemAlert failure={read.error} retry={read.refetch} /> : <Loading />
  const entries = read.data.pages.flatMap(({ data }) => data)
  return (
    <Stack gap="md" p="lg">
      <Stack gap="md" component="ol" m={0} p={0} aria-label="Timeline" style={{ listStyle: "none" }}>
        {entries.map((entry) => (
          <OneEntry key={`${entry.kind} ${entry.id}`} entry={entry} />
        ))}
      </Stack>
      <ProblemAlert failure={read.error} retry={read.refetch} />
      {read.hasNextPage ? (
        <Button
          variant="default"
          size="xs"
          loading={read.isFetchingNextPage}
          onClick={() => void read.fetchNextPage()}
          style={{ alignSelf: "center" }}
        >
          Show older
        </Button>
      ) : null}
    </Stack>
  )
}

const icons: { [K in Entry["kind"]]: Icon } = {
  created: IconUserPlus,
  identity: IconId,
  merged: IconArrowMerge,
  subscription: IconCheckbox,
  event: IconSparkles,
  purchase: IconShoppingCart,
  inbound: IconMessage,
  phone_app: IconDeviceMobile,
  click: IconHandClick,
  message: IconBrandWhatsapp,
}
const colors = { good: "teal", bad: "red", waiting: "yellow", plain: "gray" } as const

function OneEntry({ entry }: { entry: Entry }) {
  const { title, text, outcome, why } = entryInWords(entry)
  const KindIcon = icons[entry.kind]
  const mayReadLog = useMay()("conversations:read")
  return (
    <Group component="li" gap="sm" wrap="nowrap" align="flex-start">
      <ThemeIcon variant="light" color="gray" size={28} radius="xl" aria-hidden>
        <KindIcon size={16} />
      </ThemeIcon>
      <Stack gap={2} miw={0} flex={1}>
        <Group gap="xs" justify="space-between" align="baseline">
          <Group gap="xs" miw={0}>
            <Text size="sm" fw={550} dir="auto" style={{ overflowWrap: "anywhere" }}>
              {entry.kind === "message" && mayReadLog ? (
                <AnchorLink to="/messages/$messageId" params={{ messageId: entry.id }} inherit c="inherit">
                  {title}
                </AnchorLink>
              ) : (
                title
              )}
            </Text>
            {outcome === undefined ? null : <Badge color={colors[outcome.tone]}>{outcome.label}</Badge>}
          </Group>
          <Text size="xs" c="dimmed">
            <Instant at={entry.at} />
          </Text>
        </Group>
        {text ? (
          <Text
            size="sm"
            lineClamp={3}
            dir="auto"
            style={{ overflowWrap: "anywhere", whiteSpace: "pre-line" }}
          >
            {text}
          </Text>
        ) : null}
        {why ? (
          <Text size="xs" c="dimmed">
            {why.title} {why.advice}
          </Text>
        ) : null}
      </Stack>
    </Group>
  )
}
