import { Badge, Tooltip } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { pathOf } from "../../look/links.tsx"
import { Sheet } from "../../look/table/sheet.tsx"
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
      linkOf={({ id }) => pathOf("/connect/whatsapp/numbers/$numberId", id)}
      columns={[
        { heading: "Number", kind: "title", cell: ({ display_phone_number }) => display_phone_number },
        {
          heading: "Name",
          kind: "text",
          cell: (number) =>
            `${number.verified_name ?? ""}${needsSetup(number) ? " · setup not finished" : ""}`,
        },
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
  return `${amount(perSecond)} per second`
}
