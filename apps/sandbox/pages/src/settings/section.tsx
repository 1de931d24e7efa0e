import { Card, SimpleGrid, Text, Title } from "@mantine/core"
import type { ReactNode } from "react"

/** One card of the settings page. */
export function Section({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        {about}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="md" verticalSpacing="md">
        {children}
      </SimpleGrid>
    </Card>
  )
}
