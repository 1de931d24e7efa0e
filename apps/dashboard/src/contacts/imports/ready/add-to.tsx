import { SimpleGrid, TagsInput } from "@mantine/core"
import { api, type Shapes } from "../../../api/client.ts"
import { SeveralSelect } from "../../../look/form/several-select.tsx"
import { Section } from "../../../look/page/section.tsx"
import type { ImportSettings } from "./settings.ts"

/** Which tags the contacts of a file get, and on which lists they come. */
export function AddTo({
  settings,
  tags,
  onChange,
}: {
  settings: ImportSettings
  tags: readonly Pick<Shapes["ContactTag"], "name">[]
  onChange: (changed: Partial<ImportSettings>) => void
}) {
  const lists = api.useQuery("get", "/v1/lists", { params: { query: { limit: 500 } } })
  const known = lists.data?.data ?? []
  return (
    <Section title="Add these people to" intro="Both are optional. You can select them by either later.">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TagsInput
          label="Tags"
          description="Choose, or type a new one"
          data={tags.map(({ name }) => name)}
          maxTags={20}
          acceptValueOnBlur
          value={[...settings.tags]}
          onChange={(names) => onChange({ tags: names })}
        />
        <SeveralSelect
          label="Lists"
          description={known.length === 0 ? "There are no lists yet" : undefined}
          disabled={known.length === 0}
          data={known.map(({ id, name }) => ({ value: id, label: name }))}
          maxValues={20}
          value={[...settings.list_ids]}
          onChange={(ids) => onChange({ list_ids: ids })}
        />
      </SimpleGrid>
    </Section>
  )
}
