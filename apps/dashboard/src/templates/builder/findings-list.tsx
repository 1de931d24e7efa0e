import { Group, Stack, Text } from "@mantine/core"
import { IconAlertCircle, IconAlertTriangle } from "@tabler/icons-react"
import type { Finding } from "./findings.ts"

/** What was found, each with what to do; errors first. */
export function FindingsList({ findings }: { findings: readonly Finding[] | undefined }) {
  if (findings === undefined || findings.length === 0) return null
  const sorted = findings.toSorted((a, b) => Number(b.severity === "error") - Number(a.severity === "error"))
  return (
    <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
      {sorted.map((finding) => (
        <Group
          key={`${finding.rule} ${finding.field}`}
          component="li"
          gap={8}
          wrap="nowrap"
          align="flex-start"
          data-rule={finding.rule}
        >
          {finding.severity === "error" ? (
            <IconAlertCircle
              size={17}
              color="var(--mantine-color-error)"
              aria-label="Error"
              style={{ flexShrink: 0, marginTop: 2 }}
            />
          ) : (
            <IconAlertTriangle
              size={17}
              color="var(--mantine-color-yellow-8)"
              aria-label="Warning"
              style={{ flexShrink: 0, marginTop: 2 }}
            />
          )}
          <Text size="sm">
            {finding.message}{" "}
            <Text span inherit c="dimmed">
              {finding.help}
            </Text>
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
