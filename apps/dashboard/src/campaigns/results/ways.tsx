import { Stack, Text } from "@mantine/core"
import type { Shapes } from "../../api/client.ts"
import { Section } from "../../look/page/section.tsx"
import { useAmount } from "../../look/time/notation.ts"

/** By which of Meta's ways marketing templates went; nothing where all went by Cloud API, as they were to. */
export function Ways({ results }: { results: Shapes["CampaignResults"] }) {
  const amount = useAmount()
  const { optimized, billed_as_optimized, instead } = results.ways
  if (optimized === 0 && instead.length === 0) return null
  return (
    <Section title="Optimized delivery">
      <Stack gap={4}>
        <Text size="sm">
          {optimized === 1 ? "1 message" : `${amount(optimized)} messages`} went through Meta's Marketing
          Messages API. Meta billed {amount(billed_as_optimized)} of those delivered as optimized.
        </Text>
        {instead.map(({ code, title, advice, count }) => (
          <Text size="sm" key={code}>
            {count === 1 ? "1 message" : `${amount(count)} messages`} went another way than planned: {title} (
            {code}).{" "}
            {advice === null ? null : (
              <Text span inherit c="dimmed">
                {advice}
              </Text>
            )}
          </Text>
        ))}
      </Stack>
    </Section>
  )
}
