import { Group, Text } from "@mantine/core"
import type { Shapes } from "../api/client.ts"
import { Section } from "../look/page/section.tsx"
import { Instant } from "../look/time/instant.tsx"

/** When a launch by the clock of each contact begins, when it is that time in the workspace, and when it ends. */
export function LocalTimes({ times: { first, own, last, time_zone } }: { times: Shapes["LocalTimes"] }) {
  const instants = [
    ["First people", first],
    [`In ${time_zone.replaceAll("_", " ")}`, own],
    ["Last people", last],
  ] as const
  return (
    <Section title="In each contact's local time">
      <Group component="dl" gap="xl" m={0}>
        {instants.map(([label, at]) => (
          <div key={label}>
            <Text component="dt" size="sm" c="dimmed">
              {label}
            </Text>
            <Text component="dd" m={0}>
              <Instant at={at} />
            </Text>
          </div>
        ))}
      </Group>
    </Section>
  )
}
