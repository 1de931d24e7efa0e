import { Badge, Table, Text, Tooltip } from "@mantine/core"
import type { Shapes } from "../api/client.ts"
import { AnchorLink } from "../look/links.tsx"
import { limitInWords, needsSetup, qualityOf, type Standing, standingOf } from "./standing.ts"

/** The numbers of an account, each with how it stands and what it may. */
export function NumbersTable({ numbers }: { numbers: readonly Shapes["Number"][] }) {
  const now = new Date()
  return (
    <Table.ScrollContainer minWidth={620} scrollAreaProps={{ tabIndex: 0, "aria-label": "Numbers" }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Number</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th>Quality</Table.Th>
            <Table.Th>Throughput</Table.Th>
            <Table.Th>Messaging limit</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {numbers.map((number) => (
            <Table.Tr key={number.id}>
              <Table.Td>
                <AnchorLink
                  to="/connect/whatsapp/numbers/$numberId"
                  params={{ numberId: number.id }}
                  fw={550}
                >
                  {number.display_phone_number}
                </AnchorLink>
                <Text size="sm" c="dimmed">
                  {number.verified_name}
                  {needsSetup(number) ? " · finish its setup" : ""}
                </Text>
              </Table.Td>
              <Table.Td>
                <StandingBadge standing={standingOf(number, now)} />
              </Table.Td>
              <Table.Td>
                <StandingBadge standing={qualityOf(number.quality_rating)} />
              </Table.Td>
              <Table.Td>{throughputInWords(number)}</Table.Td>
              <Table.Td>{limitInWords(number.messaging_limit)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

export function StandingBadge({ standing }: { standing: Standing }) {
  return (
    <Tooltip label={standing.meaning} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
      <Badge color={standing.color} variant="light" tabIndex={0}>
        {standing.label}
      </Badge>
    </Tooltip>
  )
}

function throughputInWords({ rate_per_second, throughput_level }: Shapes["Number"]): string {
  const perSecond = rate_per_second ?? (throughput_level === "HIGH" ? 1_000 : 80)
  return `${perSecond.toLocaleString("en")} a second`
}
