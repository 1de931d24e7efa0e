import { Stack, Text } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Rows } from "../../look/rows/rows.tsx"
import { Instant } from "../../look/time/instant.tsx"
import { changesBetween } from "./version-changes.ts"

/** What was launched, version by version, with what changed from one to the next; nothing while there is only one. */
export function Versions({
  versions: { data, error, refetch },
}: {
  versions: {
    data: { data: Shapes["CampaignVersion"][] } | undefined
    error: unknown
    refetch: () => unknown
  }
}) {
  const all = data?.data ?? []
  if (all.length < 2) return error ? <ProblemAlert failure={error} retry={refetch} /> : null
  return (
    <Section title="Versions" intro="What changed from one launch to the next.">
      <Rows label="Versions">
        {all.map(({ version, definition, made_at }, place) => {
          const before = all[place + 1]
          const changes = before && changesBetween(before.definition, definition)
          return (
            <Stack key={version} gap={2}>
              <Text size="sm" fw={550}>
                Version {version}{" "}
                <Text span inherit fw={400} c="dimmed">
                  <Instant at={made_at} />
                </Text>
              </Text>
              <Text size="sm">
                {changes === undefined
                  ? version === 1
                    ? "As it was launched first."
                    : "Older versions are not shown."
                  : changes.length === 0
                    ? "Its template changed."
                    : capitalized(changes.join(", "))}
              </Text>
            </Stack>
          )
        })}
      </Rows>
    </Section>
  )
}

const capitalized = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
