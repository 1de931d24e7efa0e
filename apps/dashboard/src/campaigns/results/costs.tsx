import { Stack, Text } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { nameOfCountry } from "../../look/form/countries.ts"
import { AnchorLink } from "../../look/links.tsx"
import { Section } from "../../look/page/section.tsx"
import type { Column } from "../../look/table/column.ts"
import { Sheet } from "../../look/table/sheet.tsx"
import { money } from "../../look/time/money.ts"
import { useAmount, useNotation } from "../../look/time/notation.ts"

type Cost = Shapes["CampaignResults"]["cost"]

/** What was delivered cost, by the rate cards that were imported. */
export function Costs({ results: { cost } }: { results: Shapes["CampaignResults"] }) {
  const amount = useAmount()
  const notation = useNotation()
  const { amounts, charged, free, unpriced, parts } = cost
  const unknown = unpriced.reduce((sum, { count }) => sum + count, 0)
  if (charged + free + unknown === 0) return null
  const columns: readonly Column<Cost["parts"][number], never>[] = [
    {
      heading: "Country",
      kind: "title",
      cell: ({ country }) => countryOf(country),
      text: ({ country }) => countryOf(country),
    },
    { heading: "Category", cell: ({ category }) => category, text: ({ category }) => category },
    {
      heading: "Messages",
      kind: "number",
      cell: ({ count }) => amount(count),
      text: ({ count }) => String(count),
    },
    {
      heading: "Cost",
      kind: "number",
      cell: (part) => money(part, notation),
      text: (part) => money(part, notation),
    },
  ]
  return (
    <Section title="Cost" intro="By what WhatsApp said of each delivered message, and your rate cards.">
      <Stack gap="sm">
        {amounts.map((each) => (
          <Text key={each.currency} fz={22} fw={600} lh={1.3}>
            {money(each, notation)}{" "}
            {each.per_conversion === null ? null : (
              <Text span size="sm" c="dimmed">
                {money({ ...each, amount: each.per_conversion }, notation)} for each conversion
              </Text>
            )}
          </Text>
        ))}
        {cost.cards.some(({ is_imaginary }) => is_imaginary) ? (
          <Text size="sm" c="dimmed">
            These prices are imaginary: the sandbox made them up.
          </Text>
        ) : null}
        {free > 0 ? <Text size="sm">{amount(free)} were free.</Text> : null}
        {unknown > 0 ? (
          <Text size="sm">
            {unpriced.some(({ reason }) => reason === "no_rate_card") ? "No rate card: " : ""}
            what {amount(unknown)} cost is not known.{" "}
            <AnchorLink to="/settings/rate-cards" inherit>
              Import the rate card of your currency
            </AnchorLink>
            .
          </Text>
        ) : null}
        {parts.length > 0 ? (
          <Sheet
            label="Cost by country"
            rows={parts}
            keyOf={({ country, category, currency }) => `${country} ${category} ${currency}`}
            columns={columns}
          />
        ) : null}
      </Stack>
    </Section>
  )
}

const countryOf = (country: string | null) => (country === null ? "Not known" : nameOfCountry(country))
