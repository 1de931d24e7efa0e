import { Group, Stack, Text } from "@mantine/core"
import { IconAlertCircle, IconAlertTriangle } from "@tabler/icons-react"
import { FewFirst } from "../../look/show-more.tsx"
import type { Finding } from "./findings.ts"
import { useIsTouched } from "./touched.tsx"

const fewFindings = 5

/** What was found, each with what to do; errors first, and what was found several times once. */
export function FindingsList({ findings }: { findings: readonly Finding[] | undefined }) {
  const isTouched = useIsTouched()
  if (findings === undefined || findings.length === 0 || !isTouched) return null
  const alike = Map.groupBy(findings, ({ rule, message }) => `${rule} ${message}`)
  const sorted = [...alike.entries()].toSorted(
    ([, [a]], [, [b]]) => Number(b?.severity === "error") - Number(a?.severity === "error"),
  )
  return (
    <Stack gap={6}>
      <FewFirst all={sorted} few={fewFindings} what="findings">
        {(shown) => (
          <Stack gap={6} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
            {shown.map(([key, [finding, ...others]]) =>
              finding === undefined ? null : <Found key={key} finding={finding} times={others.length + 1} />,
            )}
          </Stack>
        )}
      </FewFirst>
    </Stack>
  )
}

function Found({ finding, times }: { finding: Finding; times: number }) {
  return (
    <Group component="li" gap={8} wrap="nowrap" align="flex-start" data-rule={finding.rule}>
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
        {finding.message}
        {times === 1 ? " " : ` (${times} times) `}
        <Text span inherit c="dimmed">
          {finding.help}
        </Text>
      </Text>
    </Group>
  )
}
