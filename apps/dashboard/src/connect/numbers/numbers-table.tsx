import { Badge, Text, Tooltip } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { Sheet } from "../../look/dialogs/sheet.tsx"
import { AnchorLink } from "../../look/links.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { limitInWords, needsSetup, qualityOf, type Standing, standingOf } from "../status.ts"

/** Numbers, each with its state and what it may do. @param isBrief only what changes */
export function NumbersTable({
  numbers,
  isBrief = false,
}: {
  numbers: readonly Shapes["Number"][]
  isBrief?: boolean
}) {
  const now = useServerNow()
  const amount = useAmount()
  return (
    <Sheet
      label="Numbers"
      rows={numbers}
      keyOf={({ id }) => id}
      columns={[
        { heading: "Number", kind: "title", cell: (number) => <NumberLink number={number} /> },
        { heading: "Status", cell: (number) => <StandingBadge standing={standingOf(number, now)} /> },
        {
          heading: "Quality",
          cell: ({ quality_rating }) => <StandingBadge standing={qualityOf(quality_rating)} />,
        },
        ...(isBrief
          ? []
          : [
              {
                heading: "Throughput",
                cell: (number: Shapes["Number"]) => throughputInWords(number, amount),
              },
            ]),
        { heading: "Messaging limit", cell: ({ messaging_limit }) => limitInWords(messaging_limit, amount) },
      ]}
    />
  )
}

function NumberLink({ number }: { number: Shapes["Number"] }) {
  return (
    <>
      <AnchorLink
        to="/connect/whatsapp/numbers/$numberId"
        params={{ numberId: number.id }}
        inherit
        fw={550}
        style={{ whiteSpace: "nowrap" }}
      >
        {number.display_phone_number}
      </AnchorLink>
      <Text size="sm" c="dimmed">
        {number.verified_name}
        {needsSetup(number) ? " · setup not finished" : ""}
      </Text>
    </>
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

function throughputInWords(
  { rate_per_second, throughput_level }: Shapes["Number"],
  amount: (count: number) => string,
): string {
  const perSecond = rate_per_second ?? (throughput_level === "HIGH" ? 1_000 : 80)
  return `${amount(perSecond)} a second`
}
