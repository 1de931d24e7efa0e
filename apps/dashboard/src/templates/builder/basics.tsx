import { Group, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core"
import { templateLanguages } from "@parley/whatsapp/templates"
import type { Shapes } from "../../api/client.ts"
import { FieldSelect } from "../../look/form/field-select.tsx"
import { languageName } from "../language-name.ts"
import { emptyCards } from "./cards.ts"
import type { Draft, DraftKind } from "./draft/draft.ts"
import { Section } from "./section.tsx"
import type { SectionProps } from "./section-props.ts"

const categories = [
  { value: "MARKETING", label: "Marketing" },
  { value: "UTILITY", label: "Utility" },
  { value: "AUTHENTICATION", label: "Authentication" },
] as const

const categoryHints = {
  MARKETING: "Offers, news and invitations: anything that promotes something.",
  UTILITY: "About an order, appointment or account. Nothing promotional.",
  AUTHENTICATION: "A one-time code. Meta writes the text in every language.",
} as const

const kinds: readonly { value: DraftKind; label: string }[] = [
  { value: "standard", label: "Message" },
  { value: "offer", label: "Limited-time offer" },
  { value: "carousel", label: "Carousel" },
]

const languages = templateLanguages.map((value) => ({ value, label: `${languageName(value)}, ${value}` }))

/** What a template is called and what kind it is. */
export function Basics({
  draft,
  change,
  findings,
  fixed,
  accounts,
  accountId,
  onAccount,
}: SectionProps & {
  fixed: { name: boolean; language: boolean; category: boolean }
  accounts: readonly Shapes["BusinessAccount"][]
  accountId: string
  onAccount: (id: string) => void
}) {
  const isCode = draft.category === "AUTHENTICATION"
  const own = ["name", "language", "category"].flatMap((section) => findings.get(section) ?? [])
  return (
    <Section title="Basics" findings={own}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Name"
          description="Lowercase. Not shown to recipients."
          value={draft.name}
          disabled={fixed.name}
          maxLength={512}
          onChange={(event) => change({ name: asName(event.currentTarget.value) })}
        />
        <FieldSelect
          label="Language"
          description="Language of the text below."
          placeholder="Choose a language"
          data={languages}
          value={draft.language}
          disabled={fixed.language}
          onChange={(language) => language && change({ language })}
        />
      </SimpleGrid>
      {accounts.length > 1 ? (
        <Select
          label="Business account"
          data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          value={accountId}
          allowDeselect={false}
          disabled={fixed.name}
          onChange={(id) => id && onAccount(id)}
        />
      ) : null}
      <Stack gap={6}>
        <Text size="sm" fw={500} id="category-label">
          Category
        </Text>
        <SegmentedControl
          aria-labelledby="category-label"
          data={[...categories]}
          value={draft.category}
          disabled={fixed.category}
          onChange={(category) => change(inCategory(draft, category))}
        />
        <Text size="sm" c="dimmed">
          {categoryHints[draft.category]}
        </Text>
      </Stack>
      {isCode ? null : (
        <Group gap="xl" style={{ rowGap: "var(--mantine-spacing-sm)" }}>
          {draft.category === "MARKETING" ? (
            <Stack gap={6}>
              <Text size="sm" fw={500} id="kind-label">
                Kind
              </Text>
              <SegmentedControl
                aria-labelledby="kind-label"
                data={[...kinds]}
                value={draft.kind}
                onChange={(kind) => change(ofKind(draft, kind))}
              />
            </Stack>
          ) : null}
          <Stack gap={6}>
            <Text size="sm" fw={500} id="format-label">
              Variables
            </Text>
            <SegmentedControl
              aria-labelledby="format-label"
              data={[
                { value: "NAMED", label: "Named (recommended)" },
                { value: "POSITIONAL", label: "Numbered" },
              ]}
              value={draft.format}
              disabled={fixed.name}
              onChange={(format) => change({ format: format === "NAMED" ? "NAMED" : "POSITIONAL" })}
            />
          </Stack>
        </Group>
      )}
    </Section>
  )
}

/** What is typed as a name that Meta takes: blanks and hyphens become underscores. */
const asName = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_")
    .replaceAll(/[^a-z0-9_]/g, "")

function inCategory(draft: Draft, wanted: string): Partial<Draft> {
  const category = categories.find(({ value }) => value === wanted)?.value ?? draft.category
  if (category === "AUTHENTICATION") return { category, kind: "authentication" }
  const isOther = draft.kind !== "standard" && (category !== "MARKETING" || draft.kind === "authentication")
  return isOther ? { category, kind: "standard" } : { category }
}

function ofKind(draft: Draft, wanted: string): Partial<Draft> {
  const kind = kinds.find(({ value }) => value === wanted)?.value ?? draft.kind
  const mayHave = draft.header.format === "IMAGE" || draft.header.format === "VIDEO"
  return {
    kind,
    ...(kind === "carousel" && draft.cards.length < 2 ? { cards: emptyCards } : {}),
    ...(kind === "offer" && !mayHave ? { header: { ...draft.header, format: "IMAGE" as const } } : {}),
    ...(kind === "offer" && draft.buttons.length === 0
      ? { buttons: [{ type: "COPY_CODE" as const, example: "" }] }
      : {}),
  }
}
