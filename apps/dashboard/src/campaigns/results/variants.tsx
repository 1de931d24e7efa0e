import { Stack, Text } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import type { Column } from "../../look/table/column.ts"
import { Sheet } from "../../look/table/sheet.tsx"
import { money } from "../../look/time/money.ts"
import { amount, type Notation, useAmount, useNotation } from "../../look/time/notation.ts"
import { conversionInWords, percent } from "./in-words.ts"
import { type Of, PeopleLink } from "./people-link.tsx"

type Results = Shapes["CampaignResults"]
type Variant = Results["variants"][number]
type Rate = Shapes["ResultRate"]

/** Variants side by side, and against the people who got nothing. Nothing where there is one variant, no control and no conversion. */
export function Variants({ results, of }: { results: Results; of: Of }) {
  const notation = useNotation()
  const { variants, lift, conversions } = results
  if (variants.length < 2 && lift === null && conversions.length === 0) return null
  return (
    <Section
      title="Variants"
      intro="Shares are of the people it was to be sent to, with the range in which they are with 95 % certainty."
    >
      <Sheet
        label="Variants"
        rows={variants}
        keyOf={({ variant }) => String(variant)}
        columns={columnsOf(results, notation, of)}
      />
      {lift === null ? null : <Lift lift={lift} />}
    </Section>
  )
}

const inWords = ({ rate, low, high }: Rate, notation: Notation) =>
  rate === null ? "–" : `${percent(rate, notation)} (${percent(low, notation)} – ${percent(high, notation)})`

function columnsOf(
  { variants, conversions }: Results,
  notation: Notation,
  of: Of,
): readonly Column<Variant, never>[] {
  const primary = conversions[0]
  const measure = primary === undefined ? "read" : "converted"
  const text = (heading: string, of: (variant: Variant) => string): Column<Variant, never> => ({
    heading,
    cell: of,
    text: of,
  })
  const linked = (heading: string, state: "delivered" | "read" | "replied"): Column<Variant, never> => ({
    heading,
    cell: ({ variant, rates }) => (
      <PeopleLink of={of} state={state} variant={variant}>
        {inWords(rates[state], notation)}
      </PeopleLink>
    ),
    text: ({ rates }) => inWords(rates[state], notation),
  })
  const bestOf = ({ best }: Variant) => {
    const share = best[measure]
    return share === null ? "Too few people to say" : percent(share, notation)
  }
  return [
    { heading: "Variant", kind: "title", cell: ({ name }) => name, text: ({ name }) => name },
    text("People", ({ passed }) => amount(passed, notation)),
    linked("Delivered", "delivered"),
    linked("Read", "read"),
    linked("Replied", "replied"),
    ...(primary === undefined
      ? []
      : [text(conversionInWords(primary), ({ rates }) => inWords(rates.converted, notation))]),
    ...conversions
      .slice(1)
      .map((conversion, place) =>
        text(conversionInWords(conversion), (variant) => String(variant.conversions[place + 1]?.count ?? 0)),
      ),
    ...(conversions.length === 0
      ? []
      : [
          text("Revenue", (variant) =>
            variant.conversions
              .flatMap(({ revenue }) => revenue.map((each) => money(each, notation)))
              .join(", "),
          ),
        ]),
    ...(variants.length < 2
      ? []
      : [text(`Best by ${measure === "read" ? "reading" : "conversion"}`, bestOf)]),
  ]
}

function Lift({
  lift: { treated, control, difference, incremental },
}: {
  lift: NonNullable<Results["lift"]>
}) {
  const notation = useNotation()
  const amount = useAmount()
  return (
    <Stack gap={2}>
      <Text size="sm" fw={550} component="h3" m={0}>
        Against the control group
      </Text>
      <Text size="sm">
        {inWords(treated, notation)} of those who got it converted, and {inWords(control, notation)} of{" "}
        {amount(control.trials)} in the control group.
      </Text>
      <Text size="sm">
        {difference === null || incremental === null
          ? "Too few people to say what the campaign did."
          : `The campaign brought ${amount(Math.round(incremental.count))} conversions that would not have been otherwise, between ${amount(
              Math.round(incremental.low),
            )} and ${amount(Math.round(incremental.high))}.`}
      </Text>
    </Stack>
  )
}
