import { Button, Group, List, Paper, Skeleton, Stack, Text, ThemeIcon, Title } from "@mantine/core"
import { IconAlertTriangle, IconCheck, IconMinus, IconStethoscope, IconX } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { asWords } from "../look/as-words.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { FewFirst } from "../look/show-more.tsx"
import { Instant } from "../look/time/instant.tsx"
import { withInstants } from "../look/time/instants.ts"
import { useNotation } from "../look/time/notation.ts"
import { useMay } from "../session/me.ts"
import { FixButton } from "./fix.tsx"
import { distinct } from "./health/health.ts"

const marks = {
  failed: { icon: IconX, color: "red", word: "Failed" },
  warning: { icon: IconAlertTriangle, color: "yellow", word: "Warning" },
  ok: { icon: IconCheck, color: "teal", word: "OK" },
  skipped: { icon: IconMinus, color: "gray", word: "Skipped" },
} as const

const runQuery = api.queryOptions("get", "/v1/doctor")

/** What was found between this workspace and WhatsApp when it was examined last: what is wrong, and on demand the rest. */
export function Doctor() {
  const may = useMay()
  const queries = useQueryClient()
  const last = api.useQuery("get", "/v1/doctor")
  const examine = useAction(async () => {
    const { data, error } = await client.POST("/v1/doctor")
    if (error) throw error
    queries.setQueryData(runQuery.queryKey, { last_run: data })
  })
  const run = last.data?.last_run
  const order = Object.keys(marks)
  const checks = distinct(run?.checks ?? []).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const troubles = checks.filter(({ state }) => state === "failed" || state === "warning")
  const others = checks.filter((check) => !troubles.includes(check))
  return (
    <Stack component="section" gap="sm" aria-labelledby="doctor">
      <Group justify="space-between">
        <div>
          <Title order={2} size="h3" id="doctor">
            Setup doctor
          </Title>
          <Text size="sm" c="dimmed">
            {run ? (
              <>
                {sumUp(checks)} Last checked <Instant at={run.examined_at} ago />. Runs daily.
              </>
            ) : (
              "Checks everything you need to send and receive messages."
            )}
          </Text>
        </div>
        {may("connection:manage") ? (
          <Button
            variant="default"
            leftSection={<IconStethoscope size={16} aria-hidden />}
            loading={examine.isBusy}
            onClick={() => void examine.run()}
          >
            Run checks
          </Button>
        ) : null}
      </Group>
      <ProblemAlert failure={last.error ?? examine.failure} retry={last.refetch} />
      {last.isPending ? <Skeleton h={120} /> : null}
      {checks.length === 0 ? null : (
        <Paper withBorder p="md">
          <Stack gap="sm">
            <FewFirst all={troubles} few={10} what="findings">
              {(shown) => <Findings checks={shown} mayFix={may("connection:manage")} />}
            </FewFirst>
            <FewFirst all={others} few={0} what="checks that passed or were skipped">
              {(shown) => <Findings checks={shown} mayFix={may("connection:manage")} />}
            </FewFirst>
          </Stack>
        </Paper>
      )}
    </Stack>
  )
}

function Findings({ checks, mayFix }: { checks: readonly Shapes["Check"][]; mayFix: boolean }) {
  if (checks.length === 0) return null
  return (
    <List
      spacing="sm"
      listStyleType="none"
      role="list"
      styles={{ itemWrapper: { alignItems: "flex-start" } }}
    >
      {checks.map((check) => (
        <Finding key={`${check.name} ${check.subject} ${check.message}`} check={check} mayFix={mayFix} />
      ))}
    </List>
  )
}

function Finding({ check, mayFix }: { check: Shapes["Check"]; mayFix: boolean }) {
  const { icon: Mark, color, word } = marks[check.state]
  const notation = useNotation()
  return (
    <List.Item
      icon={
        <ThemeIcon size={22} radius="xl" variant="light" color={color} role="img" aria-label={word}>
          <Mark size={14} aria-hidden />
        </ThemeIcon>
      }
    >
      <Text size="sm">
        <Text span fw={550} inherit>
          {check.subject ?? asWords(check.name)}:
        </Text>{" "}
        {withInstants(check.message, notation)}
      </Text>
      {check.help !== undefined && check.state !== "ok" ? (
        <Text size="sm" c="dimmed">
          {withInstants(check.help, notation)}
        </Text>
      ) : null}
      {check.fix !== undefined && check.state !== "ok" && mayFix ? <FixButton fix={check.fix} /> : null}
    </List.Item>
  )
}

function sumUp(checks: readonly Shapes["Check"][]): string {
  const count = (state: string) => checks.filter((check) => check.state === state).length
  const [failed, warnings] = [count("failed"), count("warning")]
  if (failed === 0 && warnings === 0) return "All checks passed."
  const parts = [
    failed > 0 ? `${failed} failed` : undefined,
    warnings > 0 ? `${warnings} ${warnings === 1 ? "warning" : "warnings"}` : undefined,
  ]
  return `${parts.filter(Boolean).join(", ")}.`
}
