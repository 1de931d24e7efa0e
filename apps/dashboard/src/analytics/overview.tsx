import { Group, Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../api/client.ts"
import { Figures } from "../campaigns/results/figures.tsx"
import { percent } from "../campaigns/results/in-words.ts"
import { OverTime } from "../campaigns/results/over-time.tsx"
import { AnchorLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import type { Column } from "../look/table/column.ts"
import { ExportLink } from "../look/table/export-link.tsx"
import { Sheet } from "../look/table/sheet.tsx"
import { useAmount, useNotation } from "../look/time/notation.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useWorkspace } from "../session/me.ts"
import { type Narrowing, useNarrowing } from "./narrowing.tsx"

type Row = Shapes["Analytics"]["data"][number]

/** What happened to all messages of the workspace. */
export function OverviewPage() {
  const { asked, fields } = useNarrowing()
  return (
    <Page wide title="Overview" intro="All messages of this workspace, without tests.">
      <Allowed to="campaigns:read" instead={<NotAllowed permission="campaigns:read" />}>
        <Stack>
          {fields}
          <Overview asked={asked} />
        </Stack>
      </Allowed>
    </Page>
  )
}

function Overview({ asked }: { asked: Narrowing }) {
  const { id: workspace } = useWorkspace()
  const amount = useAmount()
  const notation = useNotation()
  const of = (by: "day" | "campaign" | "number") => ({ params: { query: { ...asked, by } } }) as const
  const days = api.useQuery("get", "/v1/analytics", of("day"))
  const campaigns = api.useQuery("get", "/v1/analytics", of("campaign"))
  const numbers = api.useQuery("get", "/v1/analytics", of("number"))
  if (days.data === undefined) {
    return days.error ? <ProblemAlert failure={days.error} retry={days.refetch} /> : <Loading />
  }
  const { data } = days.data
  const total = (stage: Stage) => data.reduce((sum, row) => sum + row[stage], 0)
  const accepted = total("accepted")
  const share = (stage: Stage) => (accepted > 0 ? percent(total(stage) / accepted, notation) : undefined)
  const figure = (label: string, stage: Stage) => ({
    label,
    value: amount(total(stage)),
    note: share(stage),
  })
  return (
    <>
      <Section
        title="Messages"
        aside={
          <ExportLink
            href="/v1/analytics/file"
            query={{
              workspace,
              from: asked.from,
              to: asked.to,
              time_zone: asked.time_zone,
              number_id: asked.number_id,
              campaign_tag: asked.campaign_tag,
            }}
          />
        }
      >
        <Figures
          figures={[
            { label: "Taken by WhatsApp", value: amount(accepted) },
            figure("Delivered", "delivered"),
            figure("Read", "read"),
            figure("Clicked", "clicked"),
            figure("Replied", "replied"),
            figure("Converted", "converted"),
            figure("Failed", "failed"),
            { label: "Not sent", value: amount(total("dropped")) },
            figure("Opted out", "opted_out"),
          ]}
        />
        {data.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing was sent in this time.
          </Text>
        ) : null}
      </Section>
      <OverTime
        results={{
          unit: "day",
          time_zone: days.data.time_zone,
          series: data.map(({ day, ...counts }) => ({ ...counts, at: day ?? "" })),
        }}
      />
      <Parts title="Campaigns" rows={campaigns.data?.data} />
      <Parts title="Numbers" rows={numbers.data?.data} />
    </>
  )
}

type Stage =
  | "accepted"
  | "delivered"
  | "read"
  | "clicked"
  | "replied"
  | "converted"
  | "failed"
  | "dropped"
  | "opted_out"

function Parts({ title, rows }: { title: "Campaigns" | "Numbers"; rows: readonly Row[] | undefined }) {
  const amount = useAmount()
  const notation = useNotation()
  if (rows === undefined || rows.length === 0) return null
  const nameOf = ({ name }: Row) => name ?? "Single messages"
  const count = (heading: string, stage: Stage, isShare = true): Column<Row> => ({
    heading,
    kind: "number",
    cell: (row) =>
      isShare && row.accepted > 0
        ? `${amount(row[stage])} (${percent(row[stage] / row.accepted, notation)})`
        : amount(row[stage]),
    text: (row) => row[stage],
  })
  return (
    <Section title={title}>
      <Sheet
        label={title}
        rows={rows.toSorted((a, b) => b.accepted - a.accepted)}
        keyOf={({ campaign_id, number_id }) => campaign_id ?? number_id ?? ""}
        columns={[
          {
            heading: title === "Campaigns" ? "Campaign" : "Number",
            kind: "title",
            cell: (row) =>
              row.campaign_id === null ? (
                nameOf(row)
              ) : (
                <Group>
                  <AnchorLink
                    to="/campaigns/$campaignId"
                    params={{ campaignId: row.campaign_id }}
                    inherit
                    fw={550}
                  >
                    <bdi>{nameOf(row)}</bdi>
                  </AnchorLink>
                </Group>
              ),
            text: nameOf,
          },
          count("Taken", "accepted", false),
          count("Delivered", "delivered"),
          count("Read", "read"),
          count("Clicked", "clicked"),
          count("Replied", "replied"),
          count("Converted", "converted"),
          count("Failed", "failed", false),
          count("Opted out", "opted_out", false),
        ]}
      />
    </Section>
  )
}
