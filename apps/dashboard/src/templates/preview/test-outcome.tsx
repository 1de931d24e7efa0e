import { Group, Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../../api/client.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { StatusTicks } from "../../look/status-ticks.tsx"
import { ReadOnPhone, type SandboxPhone } from "./read-on-phone.tsx"

/** WhatsApp's answer is there after a moment, as a rule; what comes later is not waited for as closely. */
const soonMs = 300
const laterMs = 2_000
const soonTimes = 30

type Status = Shapes["Message"]["status"]

const last: ReadonlySet<Status> = new Set(["read", "played", "dropped", "failed"])
const stopped: ReadonlySet<Status> = new Set(["dropped", "failed"])

const whatNow: Partial<Record<Status, string>> = {
  queued: "Sending…",
  accepted: "WhatsApp has it. Waiting for the phone…",
  sent: "WhatsApp has it. Waiting for the phone…",
  delivered: "It's on the phone.",
}

/** What becomes of a test, from the moment it was accepted on; in sandbox mode with a way to the phone that has it. */
export function TestOutcome({
  queued,
  phone,
}: {
  queued: Shapes["QueuedMessage"]
  /** Where it can be read in the sandbox. */
  phone: SandboxPhone
}) {
  const message = api.useQuery(
    "get",
    "/v1/messages/{id}",
    { params: { path: { id: queued.id } } },
    {
      refetchInterval: ({ state }) => {
        const status = state.data?.status ?? "queued"
        if (last.has(status)) return false
        return status === "queued" && state.dataUpdateCount < soonTimes ? soonMs : laterMs
      },
    },
  )
  const { status = "queued", reason = null } = message.data ?? {}
  if (message.error) return <ProblemAlert failure={message.error} />
  if (stopped.has(status)) {
    const help = [reason?.detail, reason?.advice].filter((part) => part).join(" ")
    const failure = { code: reason?.code ?? status, message: reason?.title ?? "Not sent." }
    return (
      <Stack gap="xs">
        <StatusTicks status={status} inFull />
        <ProblemAlert failure={help === "" ? failure : { ...failure, help }} />
      </Stack>
    )
  }
  const isQueued = status === "queued" || status === "in_doubt"
  return (
    <Group justify="space-between" gap="sm" role="status" align="flex-start">
      <Stack gap={2}>
        <StatusTicks status={status} reason={isQueued ? (reason ?? queued.waits) : null} inFull />
        {whatNow[status] === undefined ? null : (
          <Text size="sm" c="dimmed">
            {whatNow[status]}
          </Text>
        )}
      </Stack>
      {isQueued ? null : <ReadOnPhone phone={phone} />}
    </Group>
  )
}
