import { Alert, Table, Text } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { nameOfCountry } from "../../look/form/countries.ts"
import { AnchorLink } from "../../look/links.tsx"
import { money } from "../../look/time/money.ts"
import { useAmount, useNotation } from "../../look/time/notation.ts"
import { Figure, Part } from "./parts.tsx"

type Cost = NonNullable<Shapes["CampaignPreflight"]["cost"]>

const freeBecause = {
  free_entry_point: "free, within 72 hours of an ad that was answered",
  free_customer_service: "free, of the number's 1,000 service messages of the month",
} as const
const unpricedBecause = {
  no_rate_card: "no rate card holds on that day",
  no_rate: "the rate card has no price for them",
  no_country: "the country is not known",
} as const
const mostParts = 8

/** What a launch would cost by the rate cards, and of what that is not known. */
export function ExpectedCost({ cost: { amounts, free, unpriced, parts, rate_cards } }: { cost: Cost }) {
  const amount = useAmount()
  const notation = useNotation()
  const isImaginary = rate_cards.some(({ is_imaginary }) => is_imaginary)
  const hasNoCard = unpriced.some(({ reason }) => reason === "no_rate_card")
  const rest = parts.slice(mostParts)
  return (
    <Part title="Cost">
      {hasNoCard && amounts.length === 0 ? (
        <Figure
          value="No rate card"
          label={
            <>
              What it costs is not known.{" "}
              <AnchorLink to="/settings/rate-cards">Import a rate card</AnchorLink> of Meta's.
            </>
          }
        />
      ) : (
        <Figure
          value={amounts.map((each) => money(each, notation)).join(" + ") || "Nothing"}
          label={
            rate_cards.length === 0
              ? "for all who get it"
              : `if each message arrives, by ${rate_cards.map(({ name }) => name).join(", ")}`
          }
        />
      )}
      {isImaginary ? (
        <Alert color="gray" variant="light">
          These prices are imaginary: the sandbox made them up. Real accounts need Meta's rate card.
        </Alert>
      ) : null}
      <Table verticalSpacing={4} horizontalSpacing={0} withRowBorders={false} fz="sm">
        <Table.Tbody>
          {parts.slice(0, mostParts).map((part) => (
            <Table.Tr key={`${part.country} ${part.category} ${part.currency}`}>
              <Table.Td>
                {part.country === null ? "Not known" : nameOfCountry(part.country)}, {part.category}
                <Text size="xs" c="dimmed">
                  {amount(part.count)} {part.count === 1 ? "message" : "messages"}
                </Text>
              </Table.Td>
              <Table.Td ta="end" valign="top">
                {money(part, notation)}
              </Table.Td>
            </Table.Tr>
          ))}
          {rest.length === 0 ? null : (
            <Table.Tr>
              <Table.Td>{amount(rest.length)} more</Table.Td>
              <Table.Td ta="end">
                {money(
                  {
                    amount: rest.reduce((sum, part) => sum + part.amount, 0),
                    currency: rest[0]?.currency ?? null,
                  },
                  notation,
                )}
              </Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
      {free.map(({ reason, count }) => (
        <Text key={reason} size="sm">
          {amount(count)} {count === 1 ? "is" : "are"} {freeBecause[reason]}.
        </Text>
      ))}
      {unpriced.map(({ country, category, count, reason }) => (
        <Text key={`${country} ${category} ${reason}`} size="sm">
          {amount(count)} to {country === null ? "a country that is not known" : nameOfCountry(country)},{" "}
          {category}: no price, as {unpricedBecause[reason]}.
        </Text>
      ))}
    </Part>
  )
}
