import type { Shapes } from "../../api/client.ts"
import { useAmount, useNotation } from "../../look/time/notation.ts"
import { Figures } from "./figures.tsx"
import { conversionInWords, percent } from "./in-words.ts"
import { type Of, PeopleLink } from "./people-link.tsx"
import type { PeopleState } from "./people-words.ts"

/** What a campaign came to, in one row. */
export function Headline({
  results: { gates, failures, conversions, lift },
  optedOut,
  of,
}: {
  results: Shapes["CampaignResults"]
  optedOut: number | undefined
  of: Of
}) {
  const amount = useAmount()
  const notation = useNotation()
  const countOf = (gate: string) => gates.find((one) => one.gate === gate)?.count ?? 0
  const accepted = countOf("accepted")
  const failed = failures.reduce((sum, { count }) => sum + count, 0)
  const share = (count: number) => (accepted > 0 ? percent(count / accepted, notation) : undefined)
  const figure = (label: string, state: PeopleState, count: number, note = share(count)) => ({
    label,
    value:
      count === 0 ? (
        amount(count)
      ) : (
        <PeopleLink of={of} state={state}>
          {amount(count)}
        </PeopleLink>
      ),
    note,
  })
  const [primary] = conversions
  return (
    <Figures
      figures={[
        figure("Taken by WhatsApp", "accepted", accepted, `of ${amount(countOf("audience"))} people`),
        figure("Delivered", "delivered", countOf("delivered")),
        figure("Read", "read", countOf("read")),
        figure("Replied", "replied", countOf("replied")),
        ...(primary === undefined
          ? []
          : [figure(conversionInWords(primary), "converted", countOf("converted"))]),
        ...(lift?.incremental == null
          ? []
          : [{ label: "Would not have been", value: amount(Math.round(lift.incremental.count)) }]),
        figure("Failed", "failed", failed),
        ...(optedOut === undefined ? [] : [figure("Opted out", "opted_out", optedOut)]),
      ]}
    />
  )
}
