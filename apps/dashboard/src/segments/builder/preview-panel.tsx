import { Group, Select, Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../../api/client.ts"
import { nameOf } from "../../contacts/name.ts"
import { AnchorLink, pathOf } from "../../look/links.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { Allowed } from "../../session/allowed.tsx"
import type { FilterDraft } from "./draft.ts"
import { Explain } from "./explain.tsx"
import { type usePreview, useSample } from "./use-preview.ts"

type Reach = NonNullable<Shapes["SegmentPreview"]["reach"]>

/** How many a filter selects, how many of them a number reaches and why not all, some of them, and why one is among them or not. */
export function PreviewPanel({
  filter,
  counted: { preview, isWhole, isCurrent },
  groupId,
  onGroup,
}: {
  filter: FilterDraft
  counted: ReturnType<typeof usePreview>
  groupId: string | undefined
  /** Without it the group cannot be chosen. */
  onGroup?: (id: string) => void
}) {
  const amount = useAmount()
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  const active = groups.data?.data.filter(({ archived_at }) => archived_at === null) ?? []
  const { data } = preview
  return (
    <Stack>
      <Section title="Size">
        <ProblemAlert failure={isWhole ? preview.error : undefined} retry={preview.refetch} />
        <div role="status" aria-busy={!isCurrent}>
          <Text fz={28} fw={650} lh={1.2} {...(isCurrent ? {} : { c: "dimmed" })}>
            {data === undefined ? "–" : amount(data.people)}
          </Text>
          <Text size="sm" c="dimmed">
            {data === undefined ? "Complete the conditions to count." : `of ${amount(data.of)} contacts`}
          </Text>
        </div>
        {active.length === 0 || onGroup === undefined ? null : (
          <Select
            size="xs"
            label="Reach from"
            allowDeselect={false}
            data={active.map(({ id, name }) => ({ value: id, label: name }))}
            value={groupId ?? null}
            onChange={(id) => (id === null ? undefined : onGroup(id))}
          />
        )}
        {data?.reach ? <ReachLine reach={data.reach} /> : null}
      </Section>
      <Allowed to="contacts:read">
        <Sample filter={filter} isCurrent={isCurrent} />
        <Explain filter={filter} isWhole={isWhole} />
      </Allowed>
    </Stack>
  )
}

/** Who would get marketing now, and for what reasons others would not. */
function ReachLine({ reach }: { reach: Reach }) {
  const amount = useAmount()
  const lines: [string, number][] = [
    ["Get marketing now", reach.marketing],
    ["Subscribed", reach.subscribed],
    ["24-hour window open", reach.window_open],
    ["Not subscribed", reach.not_subscribed],
    ["No phone or WhatsApp ID", reach.no_address],
    ["In the United States", reach.united_states],
    ["In a suppression list", reach.suppressed],
  ]
  return (
    <Stack gap={4} component="dl" m={0} aria-label="Reach">
      {lines.map(([label, count], index) => (
        <Group key={label} justify="space-between" wrap="nowrap" {...(index < 3 ? {} : { c: "dimmed" })}>
          <Text size="sm" component="dt" {...(index === 0 ? { fw: 550 } : {})}>
            {label}
          </Text>
          <Text size="sm" component="dd" m={0} {...(index === 0 ? { fw: 550 } : {})}>
            {amount(count)}
          </Text>
        </Group>
      ))}
      {reach.group_archived ? (
        <Text size="xs" c="dimmed">
          The group is archived: nobody is subscribed to it.
        </Text>
      ) : null}
    </Stack>
  )
}

function Sample({ filter, isCurrent }: { filter: FilterDraft; isCurrent: boolean }) {
  const sample = useSample(filter, isCurrent)
  if (sample.data === undefined || sample.data.length === 0) return null
  return (
    <Section title="Some of them">
      <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {sample.data.map((contact) => (
          <Group key={contact.id} component="li" justify="space-between" wrap="nowrap" gap="xs">
            <AnchorLink to={pathOf("/contacts/$contactId", contact.id)} size="sm">
              <bdi>{nameOf({ ...contact, bsuid: null })}</bdi>
            </AnchorLink>
            <Text size="xs" c="dimmed" truncate>
              {contact.phone ?? contact.external_id}
            </Text>
          </Group>
        ))}
      </Stack>
    </Section>
  )
}
