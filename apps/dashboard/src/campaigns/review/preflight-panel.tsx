import { Alert, Anchor, Badge, Group, List, Progress, SimpleGrid, Stack, Table, Text } from "@mantine/core"
import type { ReactNode } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { AnchorLink, pathOf } from "../../look/links.tsx"
import { Loading } from "../../look/page/loading.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Day, Instant } from "../../look/time/instant.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { useMay } from "../../session/me.ts"
import { languageName } from "../../templates/language-name.ts"
import { CheckEverybody } from "./check-everybody.tsx"
import { ExpectedCost } from "./expected-cost.tsx"
import { Fact, Figure, Part } from "./parts.tsx"

type Preflight = Shapes["CampaignPreflight"]

/** What launching a campaign would do: who gets it and who does not, when, what it costs, and what is in the way. */
export function PreflightPanel({
  campaignId,
  at,
  inLocalTime,
  onGo,
}: {
  campaignId: string
  /** When it would start; undefined: now. */
  at: Date | undefined
  /** In place of that, by the clock of each contact. */
  inLocalTime: string | undefined
  /** Leads to a field of the campaign. */
  onGo: (path: string) => void
}) {
  const query =
    inLocalTime !== undefined
      ? { in_local_time: inLocalTime }
      : at === undefined
        ? {}
        : { at: at.toISOString() }
  const preflight = api.useQuery("get", "/v1/campaigns/{id}/preflight", {
    params: { path: { id: campaignId }, query },
  })
  if (preflight.data === undefined) {
    return preflight.error ? (
      <ProblemAlert failure={preflight.error} retry={preflight.refetch} />
    ) : (
      <Loading />
    )
  }
  const { problems, reach, languages, templates, sending, cost } = preflight.data
  return (
    <Stack gap="lg">
      <Problems problems={problems} onGo={onGo} />
      {reach === null ? null : (
        <>
          <Reach campaignId={campaignId} reach={reach} />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" verticalSpacing="lg">
            {sending === null ? null : <Sending sending={sending} preflight={preflight.data} />}
            {cost === null ? null : <ExpectedCost cost={cost} />}
            <Languages campaignId={campaignId} languages={languages} />
            {templates.length === 0 ? null : <Templates templates={templates} />}
          </SimpleGrid>
          <CheckEverybody campaignId={campaignId} people={reach.people} />
        </>
      )}
    </Stack>
  )
}

function Problems({ problems, onGo }: Pick<Preflight, "problems"> & { onGo: (path: string) => void }) {
  if (problems.length === 0) return null
  const isBlocked = problems.some(({ is_blocking }) => is_blocking)
  return (
    <Alert
      color="yellow"
      variant="light"
      title={isBlocked ? "Before it can be launched" : "Worth a look before it is launched"}
    >
      <List size="sm">
        {problems.map(({ code, message, help, field }) => (
          <List.Item key={code + message}>
            {field === null ? (
              message
            ) : (
              <Anchor
                component="button"
                type="button"
                size="sm"
                ta="start"
                c="inherit"
                underline="always"
                onClick={() => onGo(field)}
              >
                {message}
              </Anchor>
            )}
            {help === null ? null : ` ${help}`}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** Leads to the people behind a number, where the member may see them. */
function PeopleLink({
  campaignId,
  search,
  children,
}: {
  campaignId: string
  search: Record<string, string>
  children: ReactNode
}) {
  const may = useMay()
  if (!may("contacts:read")) return children
  return (
    <AnchorLink to={pathOf("/campaigns/$campaignId/preflight", campaignId)} search={search} inherit>
      {children}
    </AnchorLink>
  )
}

function Reach({ campaignId, reach }: { campaignId: string; reach: NonNullable<Preflight["reach"]> }) {
  const amount = useAmount()
  const { people, audience, control, suppressed } = reach
  return (
    <Part title="Who gets it">
      <Figure
        value={
          <PeopleLink campaignId={campaignId} search={{ group: "people" }}>
            {amount(people)}
          </PeopleLink>
        }
        label={people === 1 ? "person gets a message" : "people get a message"}
      />
      <Progress.Root size="sm" aria-hidden>
        <Progress.Section value={(100 * people) / Math.max(1, audience)} color="cobalt" />
        <Progress.Section value={(100 * control) / Math.max(1, audience)} color="iris" />
      </Progress.Root>
      <Table verticalSpacing={4} horizontalSpacing={0} withRowBorders={false} fz="sm">
        <Table.Tbody>
          <Row label="In the audience" count={amount(audience)} />
          {control === 0 ? null : (
            <Row
              label="Control group, which gets nothing"
              count={
                <PeopleLink campaignId={campaignId} search={{ group: "control" }}>
                  {amount(control)}
                </PeopleLink>
              }
            />
          )}
          {suppressed.map(({ code, title, advice, count }) => (
            <Row
              key={code}
              label={title}
              note={advice}
              count={
                <PeopleLink campaignId={campaignId} search={{ group: "suppressed", reason: code }}>
                  {amount(count)}
                </PeopleLink>
              }
            />
          ))}
        </Table.Tbody>
      </Table>
    </Part>
  )
}

function Row({ label, note, count }: { label: string; note?: string | null; count: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Td>
        {label}
        {note ? (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td ta="end" valign="top" style={{ fontVariantNumeric: "tabular-nums" }}>
        {count}
      </Table.Td>
    </Table.Tr>
  )
}

function Sending({
  sending: { starts_at, ends_at, per_second, limited_by, messaging_limit, days },
  preflight: { in_local_time: local, quiet_hours, caps },
}: {
  sending: NonNullable<Preflight["sending"]>
  preflight: Preflight
}) {
  const amount = useAmount()
  return (
    <Part title="When">
      <Stack gap={4} component="dl" m={0}>
        {local === null ? (
          <>
            <Fact label="Starts">
              <Instant at={starts_at} />
            </Fact>
            <Fact label="Done">
              <Instant at={ends_at} />, where the number sends nothing else
            </Fact>
          </>
        ) : (
          <>
            <Fact label="First clocks">
              <Instant at={local.first} />
            </Fact>
            <Fact label="Last clocks">
              <Instant at={local.last} />
            </Fact>
          </>
        )}
        <Fact label="Speed">
          {amount(Math.round(per_second * 10) / 10)} a second, which the {limited_by} allows
        </Fact>
        {messaging_limit === null ? null : (
          <Fact label="Messaging limit">{amount(messaging_limit)} different people in 24 hours</Fact>
        )}
        {quiet_hours.workspace === null ? null : (
          <Fact label="Quiet hours">
            {quiet_hours.workspace.from} to {quiet_hours.workspace.until},{" "}
            {quiet_hours.workspace.zone.replaceAll("_", " ")}
          </Fact>
        )}
        {quiet_hours.campaign === null ? null : (
          <Fact label="Its own">
            {quiet_hours.campaign.from} to {quiet_hours.campaign.until} by each person's clock
          </Fact>
        )}
        {caps.rules.length === 0 ? null : (
          <Fact label="Frequency caps">
            {caps.is_ignored
              ? "Ignored by this campaign"
              : `${caps.rules.length === 1 ? "One rule" : `${caps.rules.length} rules`} of the workspace: fewer people may get it, as that depends on the moment`}
          </Fact>
        )}
      </Stack>
      {days.length < 2 ? null : (
        <Table verticalSpacing={4} horizontalSpacing={0} fz="sm" aria-label="People by day">
          <Table.Tbody>
            {days.slice(0, 10).map(({ date, people }) => (
              <Table.Tr key={date}>
                <Table.Td>
                  <Day day={date} />
                </Table.Td>
                <Table.Td ta="end">{amount(people)}</Table.Td>
              </Table.Tr>
            ))}
            {days.length <= 10 ? null : (
              <Table.Tr>
                <Table.Td>{amount(days.length - 10)} more days</Table.Td>
                <Table.Td ta="end">
                  {amount(days.slice(10).reduce((sum, { people }) => sum + people, 0))}
                </Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
      )}
    </Part>
  )
}

/** Beyond so many it says nothing any more. */
const mostLanguages = 8

function Languages({ campaignId, languages }: { campaignId: string } & Pick<Preflight, "languages">) {
  const amount = useAmount()
  const others = languages.slice(mostLanguages).reduce((sum, { people }) => sum + people, 0)
  return (
    <Part title="Languages">
      <Table verticalSpacing={4} horizontalSpacing={0} withRowBorders={false} fz="sm">
        <Table.Tbody>
          {languages.slice(0, mostLanguages).map(({ language, people, sent_in, is_fallback }) => (
            <Row
              key={language ?? ""}
              label={language === null ? "Not known" : languageName(language)}
              note={
                sent_in === null
                  ? null
                  : is_fallback
                    ? `Get it in ${languageName(sent_in)}, another language`
                    : `Get it in ${languageName(sent_in)}`
              }
              count={
                <PeopleLink
                  campaignId={campaignId}
                  search={{ group: "people", language: language ?? "unknown" }}
                >
                  {amount(people)}
                </PeopleLink>
              }
            />
          ))}
          {others === 0 ? null : <Row label="Others" count={amount(others)} />}
        </Table.Tbody>
      </Table>
    </Part>
  )
}

function Templates({ templates }: Pick<Preflight, "templates">) {
  return (
    <Part title="Templates">
      <Stack gap={6}>
        {templates.map(({ variant, name, language, status, category, is_sendable }) => (
          <Group key={variant} gap="xs">
            <Text size="sm" style={{ overflowWrap: "anywhere" }}>
              {name} ({languageName(language)}), {category.toLowerCase()}
            </Text>
            <Badge color={is_sendable ? "teal" : "yellow"}>{status.toLowerCase().replaceAll("_", " ")}</Badge>
          </Group>
        ))}
      </Stack>
    </Part>
  )
}
