import { Group, Stack, Text } from "@mantine/core"
import { typedDigits } from "@parley/whatsapp/phone"
import { api, type Shapes } from "../api/client.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { StatusTicks } from "../look/status-ticks.tsx"
import { languageName } from "../templates/language-name.ts"
import { ReadOnPhone } from "../templates/preview/read-on-phone.tsx"

/** WhatsApp's answer is there after a moment, as a rule; what comes later is not waited for as closely. */
const soonMs = 500
const laterMs = 2_000
const soonTimes = 30

type Message = Shapes["Message"]

const last: ReadonlySet<Message["status"]> = new Set(["read", "played", "dropped", "failed"])

/** What becomes of each test, from the moment they were accepted on. */
export function TestResults({
  tests,
  phoneNumberId,
}: {
  tests: readonly Shapes["Test"][]
  /** Meta's id of the number that wrote. */
  phoneNumberId: string
}) {
  const ids = tests.flatMap(({ message_id }) => message_id ?? [])
  const messages = api.useQuery(
    "get",
    "/v1/messages",
    { params: { query: { ids: ids.join(","), limit: 100 } } },
    {
      enabled: ids.length > 0,
      refetchInterval: ({ state }) => {
        const known = state.data?.data ?? []
        if (known.length === ids.length && known.every(({ status }) => last.has(status))) return false
        const isQueued = known.some(({ status }) => status === "queued")
        return isQueued && state.dataUpdateCount < soonTimes ? soonMs : laterMs
      },
    },
  )
  const byId = new Map(messages.data?.data.map((message) => [message.id, message]))
  return (
    <Stack gap="xs">
      <ProblemAlert failure={messages.error} retry={messages.refetch} />
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: "none" }} aria-label="Tests" role="list">
        {tests.map((test) => (
          <li key={`${test.place} ${test.language} ${test.to.phone} ${test.to.contact_id}`}>
            <Result test={test} message={byId.get(test.message_id ?? "")} phoneNumberId={phoneNumberId} />
          </li>
        ))}
      </Stack>
    </Stack>
  )
}

function Result({
  test: { to, name, language, problem, waits },
  message,
  phoneNumberId,
}: {
  test: Shapes["Test"]
  message: Message | undefined
  phoneNumberId: string
}) {
  const { status = "queued", reason = null } = message ?? {}
  const isWaiting = status === "queued" || status === "in_doubt"
  const what = [name, language === null ? null : languageName(language)].filter(Boolean).join(" · ")
  const hasArrived = problem === null && !isWaiting && !["dropped", "failed"].includes(status)
  return (
    <Group justify="space-between" align="flex-start" gap="sm" wrap="nowrap">
      <Stack gap={2} miw={0} flex={1}>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          <bdi>{to.name ?? to.phone ?? "A contact"}</bdi>
          {what === "" ? null : (
            <Text span inherit c="dimmed">
              {" "}
              · {what}
            </Text>
          )}
        </Text>
        <div role="status">
          {problem === null ? (
            <StatusTicks status={status} reason={isWaiting ? (reason ?? waits) : reason} inFull />
          ) : (
            <StatusTicks status="dropped" reason={{ title: problem.message, advice: problem.help }} inFull />
          )}
        </div>
      </Stack>
      {hasArrived && to.phone !== null ? (
        <ReadOnPhone phone={{ waId: typedDigits(to.phone) ?? "", phoneNumberId }} />
      ) : null}
    </Group>
  )
}
