import { Button, Card, Group, NumberInput, Stack, Text, Title } from "@mantine/core"
import { useState } from "react"
import { z } from "zod"
import { command } from "./api.ts"
import { clockSchema, instant } from "./clock-reading.ts"
import { useChange, useLive } from "./live.ts"

const hourMs = 3_600_000
const steps = [
  { label: "+1 minute", advance_ms: 60_000 },
  { label: "+1 hour", advance_ms: hourMs },
  { label: "+24 hours", advance_ms: 24 * hourMs },
  { label: "+7 days", advance_ms: 7 * 24 * hourMs },
  { label: "+30 days", advance_ms: 30 * 24 * hourMs },
]
const pendingSchema = z.object({ statuses: z.number(), webhooks: z.number(), reviews: z.number() })

/** The sandbox's time: stop it, step it, hurry it. */
export function ClockPage() {
  const { data: clock } = useLive(clockSchema, "clock")
  const { data: pending } = useLive(pendingSchema, "pending")
  const [speed, setSpeed] = useState<string | number>(60)
  const move = useChange((change: object) => command("POST", "clock", change))
  if (clock === undefined) return null
  return (
    <Stack maw={720}>
      <Title order={1} size="h3">
        Clock
      </Title>
      <Card withBorder>
        <Text size="xl" fw={650} style={{ fontVariantNumeric: "tabular-nums" }}>
          {instant(clock.now)}
        </Text>
        <Text c="dimmed" size="sm">
          {clock.paused
            ? "Stopped."
            : clock.speed === 1
              ? "Runs like any clock."
              : `Runs ${clock.speed} times as fast.`}{" "}
          Service windows, codes, reviews, statuses and webhook retries all go by it.
        </Text>
        <Group mt="md">
          <Button
            loading={move.isPending}
            onClick={() => move.mutate({ paused: !clock.paused })}
            variant={clock.paused ? "filled" : "default"}
          >
            {clock.paused ? "Let it run" : "Stop"}
          </Button>
          {steps.map(({ label, advance_ms }) => (
            <Button key={label} variant="default" onClick={() => move.mutate({ advance_ms })}>
              {label}
            </Button>
          ))}
        </Group>
        <Group mt="md" align="flex-end">
          <NumberInput
            label="Times as fast"
            min={0.1}
            max={100_000}
            w={140}
            value={speed}
            onChange={setSpeed}
          />
          <Button
            variant="default"
            disabled={!(Number(speed) > 0)}
            onClick={() => move.mutate({ speed: Number(speed) })}
          >
            Set speed
          </Button>
          <Button variant="subtle" onClick={() => move.mutate({ speed: 1, paused: false, offset_ms: 0 })}>
            Back to now
          </Button>
        </Group>
      </Card>
      {pending === undefined ? null : (
        <Card withBorder>
          <Text fw={600}>Waiting for its time</Text>
          <Text c="dimmed" size="sm">
            {pending.statuses + pending.webhooks + pending.reviews === 0
              ? "Nothing: the sandbox is quiet until someone does something."
              : `${pending.statuses} messages on their way, ${pending.webhooks} webhooks, ${pending.reviews} template reviews.`}
          </Text>
        </Card>
      )}
    </Stack>
  )
}
