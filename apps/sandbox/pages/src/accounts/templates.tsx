import {
  Button,
  Card,
  Group,
  Pagination,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { useState } from "react"
import {
  type AccountView,
  type TemplateView,
  templatesPageSchema,
} from "../../../src/control/views/shapes.ts"
import { settingsSchema } from "../../../src/settings.ts"
import { command } from "../api.ts"
import { useChange, useLive } from "../live.ts"
import { Bubble } from "../phones/chat/bubble.tsx"
import { templateContent } from "../phones/content/template-content.ts"
import { NewTemplate } from "./new-template.tsx"
import { Review } from "./review.tsx"
import { StatusBadge } from "./status-badge.tsx"

const pageSize = 12
const statuses = ["PENDING", "APPROVED", "REJECTED", "PAUSED", "DISABLED", "IN_APPEAL", "ARCHIVED"]

/** The account's templates as WhatsApp shows them, those in review first, a page at a time. */
export function Templates({ account }: { account: AccountView }) {
  const [isNew, setIsNew] = useState(false)
  const [page, setPage] = useState(1)
  const [search, setSearch] = useState("")
  const [status, setStatus] = useState<string | null>(null)
  const [wanted] = useDebouncedValue(search, 250)
  const query = new URLSearchParams({
    search: wanted,
    status: status ?? "",
    offset: String((page - 1) * pageSize),
    limit: String(pageSize),
  })
  const { data: found } = useLive(
    templatesPageSchema,
    `views/accounts/${account.waba_id}/templates?${query}`,
    {
      keepsPrevious: true,
    },
  )
  const pages = Math.ceil((found?.total ?? 0) / pageSize)
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap="xs">
          <TextInput
            aria-label="Search templates"
            placeholder="Name or text"
            type="search"
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value)
              setPage(1)
            }}
          />
          <Select
            aria-label="Status"
            placeholder="Any status"
            data={statuses}
            w={150}
            clearable
            clearButtonProps={{ "aria-label": "Any status" }}
            value={status}
            onChange={(value) => {
              setStatus(value)
              setPage(1)
            }}
          />
        </Group>
        <Group>
          <ReviewMode />
          <Button onClick={() => setIsNew(true)}>New template</Button>
        </Group>
      </Group>
      <NewTemplate account={account} isOpen={isNew} onClose={() => setIsNew(false)} />
      {found?.total === 0 ? (
        <Text c="dimmed">
          {account.templates === 0
            ? "No template yet. Only a template can open a conversation: submit one, and approve it here."
            : "No template is like that."}
        </Text>
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
          {found?.data.map((template) => (
            <TemplateCard key={template.id} template={template} />
          ))}
        </SimpleGrid>
      )}
      <Group justify="space-between">
        <Text c="dimmed" size="sm">
          {found === undefined
            ? ""
            : `${found.total.toLocaleString()} of ${account.templates.toLocaleString()}`}{" "}
          {account.templates === 1 ? "template" : "templates"}
        </Text>
        {pages < 2 ? null : (
          <Pagination
            total={pages}
            value={Math.min(page, pages)}
            onChange={setPage}
            getControlProps={(name) => ({ "aria-label": `${name} page` })}
          />
        )}
      </Group>
    </Stack>
  )
}

function TemplateCard({ template }: { template: TemplateView }) {
  return (
    <Card withBorder data-testid={`template-${template.name}`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600}>{template.name}</Text>
          <Text size="sm" c="dimmed">
            {template.language} · {template.category.toLowerCase()} · quality {template.quality.toLowerCase()}
          </Text>
        </div>
        <StatusBadge status={template.status} />
      </Group>
      {template.status === "REJECTED" ? (
        <Text size="sm" c="var(--mantine-color-error)" mt="xs">
          Rejected: {template.rejected_reason}
        </Text>
      ) : null}
      <Card.Section my="md" p="md" bg="var(--chat-paper)" style={{ flexGrow: 1 }}>
        <Bubble content={templateContent(template.components)} side="other" />
      </Card.Section>
      <Review template={template} />
    </Card>
  )
}

/** Who reviews: Meta's written rules after a few seconds, or a person on this page. */
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
