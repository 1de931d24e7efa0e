import { api, type Shapes } from "../../api/client.ts"
import { asWords } from "../../look/as-words.ts"
import { Section } from "../../look/page/section.tsx"
import type { Column } from "../../look/table/column.ts"
import { Sheet } from "../../look/table/sheet.tsx"
import { useAmount } from "../../look/time/notation.ts"
import type { Of } from "./people-link.tsx"

type LinkCount = Shapes["CampaignLinks"]["data"][number]

/** While messages go out, people tap links in them. */
const lookAgainMs = 10_000

/** How often the links of a campaign were tapped; nothing where nobody tapped any. */
export function Links({
  of: { campaignId, launchId },
  results,
}: {
  of: Of
  results: Shapes["CampaignResults"]
}) {
  const amount = useAmount()
  const links = api.useQuery(
    "get",
    "/v1/campaigns/{id}/links",
    {
      params: { path: { id: campaignId }, query: launchId === undefined ? {} : { launch_id: launchId } },
    },
    { refetchInterval: lookAgainMs },
  )
  const rows = links.data?.data ?? []
  if (rows.length === 0) return null
  const nameOf = ({ variant }: LinkCount) =>
    results.variants.find((one) => one.variant === variant)?.name ?? `Variant ${variant + 1}`
  const text = (heading: string, of: (row: LinkCount) => string): Column<LinkCount, never> => ({
    heading,
    cell: of,
    text: of,
  })
  const number = (heading: string, of: (row: LinkCount) => number): Column<LinkCount, never> => ({
    heading,
    kind: "number",
    cell: (row) => amount(of(row)),
    text: (row) => String(of(row)),
  })
  const columns = [
    { heading: "Link", kind: "title", cell: ({ url }: LinkCount) => url, text: ({ url }: LinkCount) => url },
    text("In", ({ place }) => asWords(place)),
    ...(results.variants.length > 1 ? [text("Variant", nameOf)] : []),
    number("People", ({ people }) => people),
    number("Clicks", ({ clicks }) => clicks),
    number("Previews", ({ previews }) => previews),
  ] satisfies readonly Column<LinkCount, never>[]
  return (
    <Section
      title="Links"
      intro="People are counted once for each link, clicks each time. Previews are by programs, and no clicks."
    >
      <Sheet
        label="Links"
        rows={rows}
        keyOf={({ url, place, variant }) => `${variant} ${place} ${url}`}
        columns={columns}
      />
    </Section>
  )
}
