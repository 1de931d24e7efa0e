import { Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../api/client.ts"
import { Plotted } from "../campaigns/results/plotted.tsx"
import { useNumbers } from "../connect/health/use-numbers.ts"
import { NumbersTable, StandingBadge } from "../connect/numbers/numbers-table.tsx"
import { qualityOf } from "../connect/status.ts"
import { AnchorLink, pathOf } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Sheet } from "../look/table/sheet.tsx"
import { calendarDay } from "../look/time/instants.ts"
import { useAmount, useNotation } from "../look/time/notation.ts"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useMay } from "../session/me.ts"
import { type Narrowing, useNarrowing } from "./narrowing.tsx"
import { everyDay } from "./period.ts"

/** Whether messages arrive, and what Meta and people think of them: what is wrong before it costs reach. */
export function HealthPage() {
  const { asked, fields } = useNarrowing()
  const may = useMay()
  return (
    <Page
      wide
      title="Health"
      intro="What keeps messages from arriving, and what Meta and people think of them."
    >
      <Allowed to="campaigns:read" instead={<NotAllowed permission="campaigns:read" />}>
        <Stack>
          {may("connection:read") ? <Numbers /> : null}
          {may("templates:read") ? <Templates /> : null}
          {fields}
          <Failures asked={asked} />
          <OptOuts asked={asked} />
        </Stack>
      </Allowed>
    </Page>
  )
}

function Numbers() {
  const numbers = useNumbers()
  return (
    <Section title="Numbers">
      {numbers === undefined ? (
        <Loading />
      ) : numbers.length === 0 ? (
        <Text size="sm" c="dimmed">
          No number is connected.
        </Text>
      ) : (
        <NumbersTable numbers={numbers} />
      )}
    </Section>
  )
}

const stopped: ReadonlySet<string> = new Set(["PAUSED", "DISABLED", "REJECTED", "IN_APPEAL", "FLAGGED"])
const isWrong = ({ status, quality_score }: Shapes["Template"]) =>
  stopped.has(status) || quality_score === "YELLOW" || quality_score === "RED"

function Templates() {
  const templates = api.useQuery("get", "/v1/templates", { params: { query: { limit: 500 } } })
  if (templates.data === undefined) {
    return (
      <Section title="Templates">
        {templates.error ? <ProblemAlert failure={templates.error} retry={templates.refetch} /> : <Loading />}
      </Section>
    )
  }
  const wrong = templates.data.data.filter(isWrong)
  return (
    <Section title="Templates">
      {wrong.length === 0 ? (
        <Text size="sm">All templates can be sent, and none is rated low.</Text>
      ) : (
        <Sheet
          label="Templates that need a look"
          rows={wrong}
          keyOf={({ id }) => id}
          linkOf={({ group_id }) => pathOf("/templates/$groupId", group_id)}
          columns={[
            { heading: "Template", kind: "title", cell: ({ name }) => name },
            { heading: "Language", cell: ({ language }) => language },
            {
              heading: "Status",
              cell: ({ explanation, status }) => explanation.meaning ?? status,
              kind: "long",
            },
            {
              heading: "Quality",
              cell: ({ quality_score }) => <StandingBadge standing={qualityOf(quality_score ?? "UNKNOWN")} />,
            },
          ]}
        />
      )}
    </Section>
  )
}

/** Codes by which Meta bounds marketing, and says that people want less of it. */
const isOfReach = (code: string) => code.startsWith("13104")
const colors = ["red.6", "orange.6", "grape.5", "cobalt.5", "teal.6", "gray.6"]

function Failures({ asked }: { asked: Narrowing }) {
  const amount = useAmount()
  const notation = useNotation()
  const may = useMay()
  const found = api.useQuery("get", "/v1/analytics/failures", { params: { query: asked } })
  if (found.data === undefined) {
    return (
      <Section title="Failed messages">
        {found.error ? <ProblemAlert failure={found.error} retry={found.refetch} /> : <Loading />}
      </Section>
    )
  }
  const { codes, days } = found.data
  const reach = codes.filter(({ code }) => isOfReach(code)).slice(0, colors.length)
  const countOf = (day: string, code: string) =>
    days.find((row) => row.day === day && row.code === code)?.count ?? 0
  return (
    <>
      <Section
        title="Limited by Meta"
        intro="Codes from 131040 to 131049: people have had enough marketing for now, or the window is closed. A rise means that too much goes out."
      >
        {reach.length === 0 ? (
          <Text size="sm">None in this time.</Text>
        ) : (
          <Plotted
            kind="bars"
            label="Limited by Meta, by day"
            firstColumn="Day"
            data={everyDay(asked.from, asked.to).map((day) => ({
              at: calendarDay(day, notation),
              ...Object.fromEntries(reach.map(({ code }) => [code, countOf(day, code)])),
            }))}
            series={reach.map(({ code, title }, place) => ({
              name: code,
              label: `${code} ${title}`,
              color: colors[place] ?? "gray.6",
            }))}
          />
        )}
      </Section>
      <Section title="Failed messages">
        {codes.length === 0 ? (
          <Text size="sm">None in this time.</Text>
        ) : (
          <Sheet
            label="Failed messages by code"
            rows={codes}
            keyOf={({ code }) => code}
            columns={[
              {
                heading: "Code",
                kind: "title",
                cell: ({ code }) =>
                  may("campaigns:read") ? (
                    <AnchorLink to="/messages" search={{ status: "failed", reason: code }} inherit fw={550}>
                      {code}
                    </AnchorLink>
                  ) : (
                    code
                  ),
                text: ({ code }) => code,
              },
              { heading: "Messages", kind: "number", cell: ({ count }) => amount(count) },
              { heading: "Meaning", kind: "long", cell: ({ title }) => title },
              { heading: "What to do", kind: "long", cell: ({ advice }) => advice },
            ]}
          />
        )}
      </Section>
    </>
  )
}

function OptOuts({ asked }: { asked: Narrowing }) {
  const notation = useNotation()
  const found = api.useQuery("get", "/v1/analytics", { params: { query: { ...asked, by: "day" } } })
  if (found.data === undefined) return null
  const { data } = found.data
  const byDay = new Map(data.map((row) => [row.day, row]))
  const isNone = data.every(({ opted_out }) => opted_out === 0)
  return (
    <Section
      title="Opt-outs"
      intro="People who unsubscribed by themselves within three days of a message of a campaign."
    >
      {isNone ? (
        <Text size="sm">None in this time.</Text>
      ) : (
        <Plotted
          kind="bars"
          label="Opt-outs by day"
          firstColumn="Day"
          data={everyDay(asked.from, asked.to).map((day) => ({
            at: calendarDay(day, notation),
            opted_out: byDay.get(day)?.opted_out ?? 0,
          }))}
          series={[{ name: "opted_out", label: "Opted out", color: "red.6" }]}
        />
      )}
    </Section>
  )
}
