import { Select, SimpleGrid, Text } from "@mantine/core"
import { type ReactNode, useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { StandingBadge } from "../../connect/numbers/numbers-table.tsx"
import { qualityOf } from "../../connect/status.ts"
import { nameOfCountry } from "../../look/form/countries.ts"
import { Loading } from "../../look/page/loading.tsx"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import type { Column } from "../../look/table/column.ts"
import { Sheet } from "../../look/table/sheet.tsx"
import { useAmount, useNotation } from "../../look/time/notation.ts"
import { percent } from "./in-words.ts"
import type { Of } from "./people-link.tsx"
import { Plotted } from "./plotted.tsx"

type Insights = Shapes["CampaignInsights"]

/** At which hours of the day people read and answer. */
export function Hours({ insights: { hours, time_zone } }: { insights: Insights }) {
  if (hours.every(({ read, replied, converted }) => read + replied + converted === 0)) return null
  const hasConverted = hours.some(({ converted }) => converted > 0)
  return (
    <Section
      title="Hours of the day"
      intro={`When people read and did something. Time zone: ${time_zone.replaceAll("_", " ")}.`}
    >
      <Plotted
        kind="bars"
        label="Hours of the day"
        firstColumn="Hour"
        data={hours.map(({ hour, ...counts }) => ({ ...counts, at: `${String(hour).padStart(2, "0")}:00` }))}
        series={[
          { name: "read", label: "Read", color: "teal.6" },
          { name: "replied", label: "Replied", color: "iris.5" },
          ...(hasConverted ? [{ name: "converted", label: "Converted", color: "orange.6" }] : []),
        ]}
      />
    </Section>
  )
}

/** How soon people answered first. */
export function Replies({ insights: { replies } }: { insights: Insights }) {
  const amount = useAmount()
  const notation = useNotation()
  const counted = replies.within.reduce((sum, { count }) => sum + count, 0)
  if (counted === 0) return null
  let before = 0
  const median = replies.within.find(({ count }) => {
    before += count
    return before * 2 >= counted
  })
  return (
    <Section
      title="Replies"
      intro={`${amount(replies.count)} people answered${
        median?.minutes == null ? "" : `, half of them within ${lasting(median.minutes)}`
      }.`}
    >
      <Sheet
        label="First answers"
        rows={replies.within.filter(({ count }) => count > 0)}
        keyOf={({ minutes }) => String(minutes)}
        columns={[
          {
            heading: "First answer",
            kind: "title",
            cell: ({ minutes }) => (minutes === null ? "Later" : `Within ${lasting(minutes)}`),
          },
          { heading: "People", kind: "number", cell: ({ count }) => amount(count) },
          { heading: "Share", kind: "number", cell: ({ count }) => percent(count / counted, notation) },
        ]}
      />
    </Section>
  )
}

function lasting(minutes: number): string {
  const [count, unit] =
    minutes < 60 ? [minutes, "minute"] : minutes < 1_440 ? [minutes / 60, "hour"] : [minutes / 1_440, "day"]
  return `${count} ${unit}${count === 1 ? "" : "s"}`
}

const Rated = ({ quality }: { quality: string | null }) =>
  quality === null ? "Not known" : <StandingBadge standing={qualityOf(quality)} />

/** What Meta thought of the number and the templates before, and what it thinks since. */
export function Quality({ insights: { numbers, templates } }: { insights: Insights }) {
  const rows = [
    ...numbers.map((row) => ({ ...row, what: "Number" })),
    ...templates.map((row) => ({ ...row, what: "Template" })),
  ]
  if (rows.length === 0) return null
  return (
    <Section
      title="Quality"
      intro="How Meta rates the number and the templates. It lowers the rating when people block or report; who did, it tells nobody."
    >
      <Sheet
        label="Quality"
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          { heading: "Name", kind: "title", cell: ({ name }) => name },
          { heading: "What", cell: ({ what }) => what },
          { heading: "Before", cell: ({ before }) => <Rated quality={before} /> },
          { heading: "After", cell: ({ after }) => <Rated quality={after} /> },
        ]}
      />
    </Section>
  )
}

type Part = Shapes["CampaignBreakdown"]["data"][number]

/** By language or country: read when it is asked for, as it takes longer. */
export function Breakdown({ of: { campaignId, launchId } }: { of: Of }) {
  const [by, setBy] = useState<"country" | "language">("country")
  const amount = useAmount()
  const notation = useNotation()
  const found = api.useQuery("get", "/v1/campaigns/{id}/breakdown", {
    params: {
      path: { id: campaignId },
      query: { by, ...(launchId === undefined ? {} : { launch_id: launchId }) },
    },
  })
  const nameOf = ({ key }: Part) =>
    key === null ? "Not known" : by === "country" ? nameOfCountry(key) : languageName(key, notation.locale)
  const share = (count: number, { accepted }: Part) =>
    `${amount(count)}${accepted > 0 ? ` (${percent(count / accepted, notation)})` : ""}`
  const columns: readonly Column<Part>[] = [
    { heading: by === "country" ? "Country" : "Language", kind: "title", cell: nameOf, text: nameOf },
    { heading: "Taken", kind: "number", cell: ({ accepted }) => amount(accepted) },
    { heading: "Delivered", kind: "number", cell: (part) => share(part.delivered, part) },
    { heading: "Read", kind: "number", cell: (part) => share(part.read, part) },
    { heading: "Replied", kind: "number", cell: (part) => share(part.replied, part) },
    { heading: "Failed", kind: "number", cell: ({ failed }) => amount(failed) },
  ]
  return (
    <Section
      title="People"
      intro={
        found.data?.is_sample
          ? `Of the latest ${amount(found.data.messages)} messages.`
          : "By the country of their phone, or the language of their profile."
      }
      aside={
        <Select
          size="xs"
          w={130}
          aria-label="By"
          allowDeselect={false}
          value={by}
          onChange={(value) => setBy(value === "language" ? "language" : "country")}
          data={[
            { value: "country", label: "By country" },
            { value: "language", label: "By language" },
          ]}
        />
      }
    >
      {found.data === undefined ? (
        found.error ? (
          <ProblemAlert failure={found.error} retry={found.refetch} />
        ) : (
          <Loading />
        )
      ) : found.data.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing was sent yet.
        </Text>
      ) : (
        <Sheet
          label={by === "country" ? "By country" : "By language"}
          rows={found.data.data}
          keyOf={({ key }) => key ?? ""}
          columns={columns}
        />
      )}
    </Section>
  )
}

function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(code.replace("_", "-")) ?? code
  } catch {
    return code
  }
}

/** Two sections beside each other, where there is room. */
export function Pair({ children }: { children: ReactNode }) {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      {children}
    </SimpleGrid>
  )
}
