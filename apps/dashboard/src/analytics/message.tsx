import { Badge, Code, Group, Stack, Text } from "@mantine/core"
import { getRouteApi } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { api, type Shapes } from "../api/client.ts"
import { AnchorLink } from "../look/links.tsx"
import { Loading } from "../look/page/loading.tsx"
import { Page } from "../look/page/page.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { StatusTicks } from "../look/status-ticks.tsx"
import { Sheet } from "../look/table/sheet.tsx"
import { Instant } from "../look/time/instant.tsx"
import { Allowed, NotAllowed } from "../session/allowed.tsx"
import { useMay } from "../session/me.ts"
import { gates, kindInWords, verdicts } from "./message-words.ts"

const route = getRouteApi("/framed/messages/$messageId")
const up = { to: "/messages", label: "Message log" } as const

/** One message: what each gate said, what was posted to Meta, and what Meta told of it. */
export function MessagePage() {
  const { messageId: id } = route.useParams()
  const may = useMay()
  const log = api.useQuery(
    "get",
    "/v1/messages/{id}/log",
    { params: { path: { id } } },
    { enabled: may("conversations:read") },
  )
  if (!may("conversations:read") || log.data === undefined) {
    return (
      <Page title="Message" up={up}>
        <Allowed to="conversations:read" instead={<NotAllowed permission="conversations:read" />}>
          {log.error ? <ProblemAlert failure={log.error} retry={log.refetch} /> : <Loading />}
        </Allowed>
      </Page>
    )
  }
  const { message, decisions, payload, webhooks, kept_days } = log.data
  return (
    <Page title="Message" up={up} state={<StatusTicks status={message.status} inFull />}>
      <Stack>
        <About message={message} />
        <Section title="Decisions" intro="What each gate said, in the order in which they are asked.">
          <Sheet
            label="Decisions"
            rows={decisions}
            keyOf={({ gate }) => gate}
            columns={[
              { heading: "Gate", kind: "title", cell: ({ gate }) => gates[gate][0] },
              {
                heading: "Said",
                cell: ({ verdict }) => (
                  <Badge color={verdicts[verdict].color}>{verdicts[verdict].label}</Badge>
                ),
              },
              {
                heading: "Asks",
                kind: "long",
                cell: ({ gate, verdict }) =>
                  (verdict === "stopped" || verdict === "waits") && message.reason !== null
                    ? message.reason.title
                    : gates[gate][1],
              },
            ]}
          />
        </Section>
        <Section
          title="Payload"
          intro={`As it was posted to WhatsApp. It is kept for ${kept_days} days; of tests and codes to sign in with it is not.`}
        >
          {payload === null || payload === undefined ? (
            <Text size="sm" c="dimmed">
              Nothing is kept.
            </Text>
          ) : (
            <Json label="Payload" value={payload} />
          )}
        </Section>
        <Section title="Webhooks" intro="What Meta told of it, in the order in which it came.">
          {webhooks.length === 0 ? (
            <Text size="sm" c="dimmed">
              Nothing is kept.
            </Text>
          ) : (
            webhooks.map(({ received_at, body }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and keep their order
              <Stack key={place} gap={4}>
                <Instant at={received_at} size="xs" c="dimmed" />
                <Json label={`Webhook ${place + 1}`} value={body} />
              </Stack>
            ))
          )}
        </Section>
      </Stack>
    </Page>
  )
}

/** Anybody may have written what is in it: it is text, and nothing else. */
const Json = ({ label, value }: { label: string; value: unknown }) => (
  <Code
    block
    tabIndex={0}
    role="region"
    aria-label={label}
    style={{ maxHeight: 420, overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
  >
    {JSON.stringify(value, null, 2)}
  </Code>
)

function About({ message }: { message: Shapes["Message"] }) {
  const { contact_id, contact_name, source, reason, wamid, retry_of } = message
  const times: [string, string | null][] = [
    ["Goes out", message.send_after],
    ["Decided", message.decided_at],
    ["Sent", message.sent_at],
    ["Delivered", message.delivered_at],
    ["Read", message.read_at],
    ["Replied", message.replied_at],
    ["Failed", message.failed_at],
  ]
  return (
    <Section title="What became of it">
      {reason === null ? null : (
        <Text size="sm">
          {reason.title} ({reason.code}){" "}
          <Text span inherit c="dimmed">
            {reason.advice} {reason.detail}
          </Text>
        </Text>
      )}
      <Group component="dl" gap="xl" m={0} align="flex-start">
        <Fact label="Contact">
          {contact_id === null ? (
            "A test"
          ) : (
            <AnchorLink to="/contacts/$contactId" params={{ contactId: contact_id }} inherit>
              <bdi>{contact_name ?? "Open"}</bdi>
            </AnchorLink>
          )}
        </Fact>
        <Fact label="From">
          {source.kind === "launch" ? (
            <AnchorLink to="/launches/$launchId" params={{ launchId: source.id }} inherit>
              {source.name ?? kindInWords(source.kind)}
            </AnchorLink>
          ) : (
            (source.name ?? kindInWords(source.kind))
          )}
        </Fact>
        {times.map(([label, at]) =>
          at === null ? null : (
            <Fact key={label} label={label}>
              <Instant at={at} />
            </Fact>
          ),
        )}
        {retry_of === null ? null : (
          <Fact label="Goes once more">
            <AnchorLink to="/messages/$messageId" params={{ messageId: retry_of }} inherit>
              The first message
            </AnchorLink>
          </Fact>
        )}
        {wamid === null ? null : (
          <Fact label="WhatsApp's id">
            <Text span size="xs" style={{ overflowWrap: "anywhere" }}>
              {wamid}
            </Text>
          </Fact>
        )}
      </Group>
    </Section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} size="sm">
        {children}
      </Text>
    </div>
  )
}
