import { Badge, Group, Stack, Switch, Text } from "@mantine/core"
import { useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import { useServerNow } from "../../api/server-time.ts"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { useNotation } from "../../look/time/notation.ts"
import { Allowed } from "../../session/allowed.tsx"
import { useMay } from "../../session/me.ts"
import { ConsentForm, RecordConsent } from "../record-consent.tsx"
import classes from "./consent.module.css"
import { ConsentRecords } from "./consent-records.tsx"
import { reachInWords } from "./reach-words.ts"
import { type Standing, standings } from "./standings.ts"

/** What a person agreed to, group by group, whether they can be reached, and the records that prove it. */
export function Consent({
  contact: { id, subscriptions },
  reach,
}: {
  contact: Pick<Shapes["ContactDetails"], "id" | "subscriptions">
  /** undefined: not known yet. */
  reach: readonly Shapes["Reachability"][] | undefined
}) {
  const may = useMay()
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  const [asked, setAsked] = useState<{ group_id: string; state: "subscribed" | "unsubscribed" }>()
  const all = groups.data?.data ?? []
  const active = all.filter(({ archived_at }) => archived_at === null)
  const rows = standings({ groups: all, subscriptions, reach })
  return (
    <Section
      title="Consent"
      aside={
        <Allowed to="subscriptions:write">
          <RecordConsent contactId={id} groups={active} />
        </Allowed>
      }
    >
      <ProblemAlert failure={groups.error} retry={groups.refetch} />
      {groups.data !== undefined && rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          Connecting a WhatsApp number creates its subscription group.
        </Text>
      ) : null}
      <Stack gap="sm">
        {rows.map((row) => (
          <OneGroup
            key={row.groupId}
            row={row}
            onChange={
              may("subscriptions:write") && !row.isArchived
                ? (state) => setAsked({ group_id: row.groupId, state })
                : undefined
            }
          />
        ))}
      </Stack>
      <ConsentRecords contactId={id} groups={all} />
      {asked === undefined ? null : (
        <ConsentForm contactId={id} groups={active} begin={asked} onClose={() => setAsked(undefined)} />
      )}
    </Section>
  )
}

const extentColors = { all: "teal", some: "yellow", nothing: "gray" } as const
const stateWords = { subscribed: "Subscribed", unsubscribed: "Unsubscribed" } as const

function OneGroup({
  row: { name, state, reach },
  onChange,
}: {
  row: Standing
  /** Begins to record another state; undefined: the member may not. */
  onChange: ((state: "subscribed" | "unsubscribed") => void) | undefined
}) {
  const asked = { now: useServerNow(), notation: useNotation() }
  const now = reach && reachInWords(reach, asked)
  const words = state === null ? "Not subscribed" : stateWords[state]
  return (
    <div className={classes.group}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={550} lineClamp={2} title={name}>
          <bdi>{name}</bdi>
        </Text>
        {now === undefined ? null : <Badge color={extentColors[now.extent]}>{now.label}</Badge>}
      </Group>
      {onChange === undefined ? (
        <Text size="sm">{words}</Text>
      ) : (
        <Switch
          mt={4}
          size="sm"
          label={words}
          aria-label={`Subscribed to ${name}`}
          checked={state === "subscribed"}
          // It changes when the consent is recorded, which asks for its source.
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? "subscribed" : "unsubscribed")}
        />
      )}
      {now === undefined ? null : (
        <Text size="xs" mt={4}>
          {now.sentence}
        </Text>
      )}
      {reach?.marketing.reason?.advice ? (
        <Text size="xs" c="dimmed">
          {reach.marketing.reason.advice}
        </Text>
      ) : null}
    </div>
  )
}
