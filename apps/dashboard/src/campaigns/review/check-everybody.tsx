import { Button, Group, Progress, Stack, Table, Text } from "@mantine/core"
import { useSessionStorage } from "@mantine/hooks"
import { IconChecks } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../../api/client.ts"
import { ownKey } from "../../api/own-keys.ts"
import { useAction } from "../../look/action.ts"
import { AnchorLink, pathOf } from "../../look/links.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { useMay } from "../../session/me.ts"
import { Part } from "./parts.tsx"

type Check = Shapes["CampaignCheck"]
const path = "/v1/campaigns/{id}/checks/{check_id}"

/** Renders the message for the people it goes to, and lists what would go wrong with which of them. */
export function CheckEverybody({ campaignId, people }: { campaignId: string; people: number }) {
  const amount = useAmount()
  const may = useMay()
  const queries = useQueryClient()
  const [checkId, setCheckId] = useSessionStorage<string | null>({
    key: ownKey(`check ${campaignId}`),
    defaultValue: null,
  })
  const params = { path: { id: campaignId, check_id: checkId ?? "" } }
  const check = api.useQuery(
    "get",
    path,
    { params },
    {
      enabled: checkId !== null,
      retry: false,
      refetchInterval: ({ state }) => (state.data?.state === "running" ? 1_000 : false),
    },
  )
  const start = useAction(async (scope: "sample" | "all") => {
    const { data, error } = await client.POST("/v1/campaigns/{id}/checks", {
      params: { path: { id: campaignId } },
      body: { scope },
    })
    if (error) throw error
    queries.setQueryData(["get", path, { params: { path: { id: campaignId, check_id: data.id } } }], data)
    setCheckId(data.id)
  })
  const isRunning = check.data?.state === "running"
  return (
    <Part title="What could go wrong">
      <Text size="sm" c="dimmed">
        The message is filled in for the people it goes to: empty variables, texts that are too long, links
        that are none. Nothing is sent.
      </Text>
      <ProblemAlert failure={start.failure} />
      {may("campaigns:write") ? (
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconChecks size={18} aria-hidden />}
            disabled={isRunning || people === 0}
            loading={start.underWay?.[0] === "all"}
            onClick={() => start.run("all")}
          >
            Check everybody
          </Button>
          {people > 10_000 ? (
            <Button
              variant="subtle"
              disabled={isRunning}
              loading={start.underWay?.[0] === "sample"}
              onClick={() => start.run("sample")}
            >
              Check {amount(10_000)} of them
            </Button>
          ) : null}
        </Group>
      ) : null}
      {check.data === undefined ? null : <Outcome check={check.data} />}
    </Part>
  )
}

function Outcome({ check: { state, people, checked, findings } }: { check: Check }) {
  const amount = useAmount()
  const share = people === 0 ? 100 : Math.min(100, (100 * checked) / people)
  return (
    <Stack gap="xs">
      {state === "running" ? (
        <Progress.Root size="md">
          <Progress.Section value={share} aria-label="People checked" />
        </Progress.Root>
      ) : null}
      <Text size="sm" role="status">
        {state === "running"
          ? `${amount(checked)} of ${amount(people)} checked…`
          : state === "failed"
            ? "The check could not be finished. Try it again."
            : findings.length === 0
              ? `${amount(checked)} checked: nothing goes wrong.`
              : `${amount(checked)} checked.`}
      </Text>
      {findings.length === 0 ? null : (
        <Table verticalSpacing={6} horizontalSpacing={0} fz="sm" aria-label="What goes wrong">
          <Table.Tbody>
            {findings.map((finding) => (
              <Finding key={`${finding.variant?.id} ${finding.code}`} finding={finding} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  )
}

function Finding({
  finding: { title, advice, detail, variant, people, contact_ids },
}: {
  finding: Check["findings"][number]
}) {
  const amount = useAmount()
  const may = useMay()
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        {variant === null ? "" : `${variant.name}: `}
        {title}
        {detail === null ? "" : ` ${detail}`}
        {advice === null ? null : (
          <Text size="xs" c="dimmed">
            {advice}
          </Text>
        )}
        {may("contacts:read") && contact_ids.length > 0 ? (
          <Group gap={6} mt={2}>
            {contact_ids.slice(0, mostShown).map((id, at) => (
              <AnchorLink key={id} to={pathOf("/contacts/$contactId", id)} size="xs">
                Person {at + 1}
              </AnchorLink>
            ))}
          </Group>
        ) : null}
      </Table.Td>
      <Table.Td ta="end" valign="top">
        {amount(people)}
      </Table.Td>
    </Table.Tr>
  )
}

const mostShown = 20
