import { Button, CloseButton, Group, Stack, Text, Textarea, TextInput } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { interactive } from "./kinds.ts"
import { LimitedInput } from "./limited-input.tsx"
import type { PartProps } from "./part-props.ts"

const contentId = "Its content ID in the catalog."
const catalogHint = "Its id in Commerce Manager. The catalog is connected to the number's account there."

function CatalogInput({
  value,
  onChange,
  ...place
}: {
  value: string
  onChange: (id: string) => void
  error: string | undefined
  "data-path": string
}) {
  return (
    <TextInput
      size="sm"
      label="Catalog"
      description={catalogHint}
      value={value}
      {...place}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  )
}

/** One product of a catalog. */
export function ProductField({ message, onChange, field }: PartProps) {
  if (message.type !== "interactive" || message.interactive.type !== "product") return null
  const { interactive: inner } = message
  const { action } = inner
  const set = (next: Partial<typeof action>) =>
    onChange(interactive({ ...inner, action: { ...action, ...next } }))
  return (
    <>
      <CatalogInput
        value={action.catalog_id}
        {...field("interactive.action.catalog_id")}
        onChange={(catalog_id) => set({ catalog_id })}
      />
      <TextInput
        size="sm"
        label="Product"
        description={contentId}
        value={action.product_retailer_id}
        {...field("interactive.action.product_retailer_id")}
        onChange={(event) => set({ product_retailer_id: event.currentTarget.value })}
      />
    </>
  )
}

/** The whole catalog, with one of its products in the picture. */
export function CatalogField({ message, onChange, field }: PartProps) {
  if (message.type !== "interactive" || message.interactive.type !== "catalog_message") return null
  const { interactive: inner } = message
  const shown = inner.action.parameters?.thumbnail_product_retailer_id ?? ""
  return (
    <TextInput
      size="sm"
      label="Product in the picture (optional)"
      description={contentId}
      value={shown}
      {...field("interactive.action.parameters.thumbnail_product_retailer_id")}
      onChange={({ currentTarget: { value } }) => {
        const parameters = value === "" ? {} : { parameters: { thumbnail_product_retailer_id: value } }
        onChange(interactive({ ...inner, action: { name: "catalog_message", ...parameters } }))
      }}
    />
  )
}

/** Meta's bounds. */
const [mostSections, mostProducts] = [10, 30]

/** Products of a catalog, in sections. */
export function ProductListField({ message, onChange, field }: PartProps) {
  if (message.type !== "interactive" || message.interactive.type !== "product_list") return null
  const { interactive: inner } = message
  const { catalog_id, sections } = inner.action
  type Section = (typeof sections)[number]
  const set = (action: Partial<typeof inner.action>) =>
    onChange(interactive({ ...inner, action: { ...inner.action, ...action } }))
  const setSection = (at: number, section: Partial<Section>) =>
    set({ sections: sections.map((one, place) => (place === at ? { ...one, ...section } : one)) })
  const count = sections.reduce(
    (sum, { product_items }) =>
      sum + product_items.filter(({ product_retailer_id }) => product_retailer_id).length,
    0,
  )
  return (
    <Stack gap="xs">
      <CatalogInput
        value={catalog_id}
        {...field("interactive.action.catalog_id")}
        onChange={(id) => set({ catalog_id: id })}
      />
      {sections.map((section, at) => {
        const path = `interactive.action.sections.${at}`
        const items = section.product_items.map(({ product_retailer_id }) => product_retailer_id)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a section is nothing but its place
          <Group key={at} gap="xs" align="flex-start" wrap="nowrap">
            <Stack gap="xs" flex={1} miw={0}>
              <LimitedInput
                label={sections.length === 1 ? "Section (optional)" : `Section ${at + 1}`}
                most={24}
                value={section.title ?? ""}
                {...field(`${path}.title`)}
                onChange={(title) => setSection(at, { title })}
              />
              <Textarea
                size="sm"
                autosize
                minRows={2}
                label={sections.length === 1 ? "Products" : `Products of section ${at + 1}`}
                description="Their content IDs in the catalog, one on each line."
                value={items.join("\n")}
                {...field(`${path}.product_items`)}
                onChange={({ currentTarget: { value } }) =>
                  setSection(at, {
                    product_items: value.split("\n").map((id) => ({ product_retailer_id: id })),
                  })
                }
              />
            </Stack>
            {sections.length === 1 ? null : (
              <CloseButton
                size="lg"
                mt={25}
                aria-label={`Remove section ${at + 1}`}
                onClick={() => set({ sections: sections.toSpliced(at, 1) })}
              />
            )}
          </Group>
        )
      })}
      <Text size="xs" c={count > mostProducts ? "var(--mantine-color-error)" : "dimmed"}>
        {count} of {mostProducts} products.
      </Text>
      {sections.length >= mostSections ? null : (
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            set({ sections: [...sections, { title: "", product_items: [{ product_retailer_id: "" }] }] })
          }
        >
          Add a section
        </Button>
      )}
    </Stack>
  )
}
