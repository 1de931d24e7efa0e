import { Alert, Text } from "@mantine/core"
import type { Shapes } from "../api/client.ts"
import { Instant } from "../look/time/instant.tsx"

/** A change of category that Meta has announced, or made. */
export function CategoryChange({ template }: { template: Shapes["Template"] }) {
  const { category_change: change, previous_category, category } = template
  if (change === null) {
    return previous_category === null || previous_category === category ? null : (
      <Text size="sm" c="dimmed">
        Meta moved it from {previous_category.toLowerCase()} to {category.toLowerCase()}.
      </Text>
    )
  }
  return (
    <Alert
      color="yellow"
      variant="light"
      p="sm"
      title={`Category changes to ${change.category.toLowerCase()}`}
    >
      <Text size="sm">
        {change.at === null ? null : (
          <>
            On <Instant at={change.at} />.{" "}
          </>
        )}
        {change.meaning}
      </Text>
      <Text size="sm">{change.advice}</Text>
    </Alert>
  )
}
