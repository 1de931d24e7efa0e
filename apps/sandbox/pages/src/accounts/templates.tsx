import { Button, Card, Group, SegmentedControl, SimpleGrid, Stack, Text } from "@mantine/core"
import { useState } from "react"
import type { AccountView, TemplateView } from "../../../src/control/views/shapes.ts"
import { settingsSchema } from "../../../src/settings.ts"
import { command } from "../api.ts"
import { useChange, useLive } from "../live.ts"
import { Bubble } from "../phones/bubble.tsx"
import { templateContent } from "../phones/template-content.ts"
import { NewTemplate } from "./new-template.tsx"
import { Review } from "./review.tsx"
import { StatusBadge } from "./status-badge.tsx"

/** The account's templates as WhatsApp shows them, those in review first. */
export function Templates({ account }: { account: AccountView }) {
  const [isNew, setIsNew] = useState(false)
  const waitsFirst = (template: TemplateView) => (template.status === "PENDING" ? 0 : 1)
  const templates = account.templates.toSorted((a, b) => waitsFirst(a) - waitsFirst(b))
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed" size="sm">
          {templates.length} {templates.length === 1 ? "template" : "templates"}
        </Text>
        <Group>
          <ReviewMode />
          <Button onClick={() => setIsNew(true)}>New template</Button>
        </Group>
      </Group>
      <NewTemplate account={account} isOpen={isNew} onClose={() => setIsNew(false)} />
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {templates.map((template) => (
          <Card key={template.id} withBorder data-testid={`template-${template.name}`}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <div>
                <Text fw={600}>{template.name}</Text>
                <Text size="sm" c="dimmed">
                  {template.language} · {template.category.toLowerCase()} · quality{" "}
                  {template.quality.toLowerCase()}
                </Text>
              </div>
              <StatusBadge status={template.status} />
            </Group>
            {template.status === "REJECTED" ? (
              <Text size="sm" c="red" mt="xs">
                Rejected: {template.rejected_reason}
              </Text>
            ) : null}
            <Card.Section my="md" p="md" bg="var(--chat-paper)" style={{ flexGrow: 1 }}>
              <Bubble content={templateContent(template.components)} side="theirs" />
            </Card.Section>
            <Review template={template} />
          </Card>
        ))}
      </SimpleGrid>
    </Stack>
  )
}

/** Who reviews: Meta's written rules after a few seconds, or whoever sits here. */
function ReviewMode() {
  const { data: settings } = useLive(settingsSchema, "settings")
  const patch = useChange((mode: string) => command("PATCH", "settings", { review: { mode } }))
  if (settings === undefined) return null
  return (
    <SegmentedControl
      aria-label="Who reviews templates"
      data={[
        { value: "automatic", label: "Reviewed by rules" },
        { value: "manual", label: "Reviewed by me" },
      ]}
      value={settings.review.mode}
      onChange={(mode) => patch.mutate(mode)}
    />
  )
}
