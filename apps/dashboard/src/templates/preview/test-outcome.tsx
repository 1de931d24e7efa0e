import { Alert, Text } from "@mantine/core"
import { IconCheck, IconClock } from "@tabler/icons-react"
import { api, type Shapes } from "../../api/client.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"

/** WhatsApp's answer is there after a moment, as a rule; what comes later is not waited for as closely. */
const soonMs = 300
const laterMs = 2_000
const soonTimes = 30

const arrived: ReadonlySet<string> = new Set(["delivered", "read", "played"])
const stopped: ReadonlySet<string> = new Set(["dropped", "failed"])

/** What becomes of a test, from the moment it was accepted on. */
export function TestOutcome({ queued }: { queued: Shapes["QueuedMessage"] }) {
  const message = api.useQuery(
    "get",
    "/v1/messages/{id}",
    { params: { path: { id: queued.id } } },
    {
      refetchInterval: ({ state }) => {
        const status = state.data?.status ?? "queued"
        if (arrived.has(status) || stopped.has(status)) return false
        return state.dataUpdateCount < soonTimes ? soonMs : laterMs
      },
    },
  )
  const { status = "queued", reason = null } = message.data ?? {}
  if (message.error) return <ProblemAlert failure={message.error} />
  if (stopped.has(status)) {
    const help = [reason?.detail, reason?.advice].filter((part) => part).join(" ")
    const failure = { code: reason?.code ?? status, message: reason?.title ?? "It was not sent." }
    return <ProblemAlert failure={help === "" ? failure : { ...failure, help }} />
  }
  if (status !== "queued" && status !== "in_doubt") {
    return (
      <Alert color="teal" variant="light" icon={<IconCheck aria-hidden />} role="status">
        WhatsApp has taken it.{" "}
        {arrived.has(status) ? "It is on the phone." : "It should be on the phone in a moment."}
      </Alert>
    )
  }
  const waits = reason ?? queued.waits
  return (
    <Alert color={waits ? "yellow" : "gray"} variant="light" icon={<IconClock aria-hidden />} role="status">
      <Text size="sm" fw={550}>
        {waits?.title ?? "It is on its way to WhatsApp."}
      </Text>
      {waits ? <Text size="sm">It waits. {waits.advice}</Text> : null}
    </Alert>
  )
}
