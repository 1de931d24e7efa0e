import { Box, Button, Group, Stack, Table, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { api } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { calendarDay } from "../../look/time/instants.ts"
import { useAmount, useNotation } from "../../look/time/notation.ts"
import { type DayCount, type Line, lineOf } from "./history.ts"

const box = { width: 600, height: 120 }

/** How many members a segment had, day by day. */
export function Membership({ id }: { id: string }) {
  const history = api.useQuery("get", "/v1/segments/{id}/history", { params: { path: { id } } })
  const amount = useAmount()
  const counts = history.data?.data ?? []
  const line = lineOf(counts, box)
  const only = counts.at(-1)
  return (
    <Section title="Members over time">
      <ProblemAlert failure={history.error} retry={history.refetch} />
      {line !== undefined ? (
        <Chart counts={counts} line={line} />
      ) : history.data === undefined ? null : (
        <Text size="sm" c="dimmed">
          {only === undefined
            ? "Counted once a day. The first count comes within ten minutes."
            : `${amount(only.people)} at the first count. Counted once a day: from tomorrow on there is a line.`}
        </Text>
      )}
    </Section>
  )
}

function Chart({ counts, line: { least, most, points } }: { counts: readonly DayCount[]; line: Line }) {
  const [isTable, { toggle }] = useDisclosure()
  const notation = useNotation()
  const amount = useAmount()
  const [first, last] = [counts[0], counts.at(-1)]
  const dayOf = (one: DayCount | undefined) => (one === undefined ? "" : calendarDay(one.day, notation))
  const change = (last?.people ?? 0) - (first?.people ?? 0)
  return (
    <Stack gap="xs">
      <Text size="sm">
        {amount(last?.people ?? 0)} on {dayOf(last)},{" "}
        {change === 0 ? "as many as" : `${amount(Math.abs(change))} ${change > 0 ? "more" : "fewer"} than`} on{" "}
        {dayOf(first)}
      </Text>
      <Group gap="xs" wrap="nowrap" align="stretch">
        <Stack justify={most === least ? "center" : "space-between"} gap={0}>
          {most === least ? null : (
            <Text size="xs" c="dimmed" ta="end">
              {amount(most)}
            </Text>
          )}
          <Text size="xs" c="dimmed" ta="end">
            {amount(least)}
          </Text>
        </Stack>
        <Box
          component="svg"
          flex={1}
          h={box.height}
          miw={0}
          viewBox={`0 -4 ${box.width} ${box.height + 8}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`From ${amount(first?.people ?? 0)} to ${amount(last?.people ?? 0)} members`}
          c="iris"
        >
          <polygon
            points={`0,${box.height} ${points} ${box.width},${box.height}`}
            fill="currentColor"
            opacity={0.12}
          />
          <polyline
            points={points}
            fill="none"
            stroke="currentColor"
            strokeWidth={2}
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        </Box>
      </Group>
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed">
          {dayOf(first)}
        </Text>
        <Text size="xs" c="dimmed">
          {dayOf(last)}
        </Text>
      </Group>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-expanded={isTable}
        onClick={toggle}
        style={{ alignSelf: "flex-start" }}
      >
        {isTable ? "Hide the days" : "Show each day"}
      </Button>
      {isTable ? (
        <Table aria-label="Members by day">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Day</Table.Th>
              <Table.Th ta="end">Members</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {counts.toReversed().map((one) => (
              <Table.Tr key={one.day}>
                <Table.Td>{dayOf(one)}</Table.Td>
                <Table.Td ta="end">{amount(one.people)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : null}
    </Stack>
  )
}
