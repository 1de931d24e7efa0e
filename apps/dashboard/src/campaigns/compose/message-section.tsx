import { ActionIcon, Button, Group, NumberInput, Select, Stack, Tabs, Text, TextInput } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import { IconAlertCircle, IconCopy, IconPlus, IconTrash } from "@tabler/icons-react"
import type { Shapes } from "../../api/client.ts"
import { noMessage } from "../../composer/content.ts"
import { useNumbers } from "../../connect/health/use-numbers.ts"
import { AnchorLink } from "../../look/links.tsx"
import { Section } from "../../look/page/section.tsx"
import {
  type CampaignValues,
  mostVariants,
  nextName,
  placeIn,
  sharesOf,
  type VariantDraft,
} from "./values.ts"
import { VariantPanel } from "./variant-panel.tsx"

type Form = UseFormReturnType<CampaignValues>

/** Who sends it, and what it says: one message, or variants of which each person gets one. */
export function MessageSection({
  form,
  number,
  place,
  onPlace,
}: {
  form: Form
  number: Shapes["Number"] | undefined
  /** Of the variant that is shown. */
  place: number
  onPlace: (place: number) => void
}) {
  const numbers = useNumbers()
  const { variants } = form.values
  const shown = variants[place]
  const set = (next: VariantDraft[], from?: number) => {
    // Places behind one that goes or comes are others.
    for (const path of Object.keys(form.errors)) {
      const at = placeIn(path)
      if (at !== undefined && at >= (from ?? 0)) form.clearFieldError(path)
    }
    form.setFieldValue("variants", next)
  }
  const add = (variant: Omit<VariantDraft, "name" | "id">) => {
    set([...variants, { ...variant, name: nextName(variants) }], variants.length)
    onPlace(variants.length)
  }
  const shares = sharesOf(variants)
  const isFull = variants.length >= mostVariants
  return (
    <Section title="Message">
      <Select
        label="From"
        placeholder="Choose a number"
        allowDeselect={false}
        data={(numbers ?? []).map(({ id, display_phone_number, verified_name }) => ({
          value: id,
          label: `${verified_name} · ${display_phone_number}`,
        }))}
        {...form.getInputProps("number_id")}
        description={
          numbers?.length === 0 ? (
            <>
              No number is connected.{" "}
              <AnchorLink to="/connect/whatsapp" inherit underline="always">
                Connect WhatsApp
              </AnchorLink>
            </>
          ) : undefined
        }
      />
      {variants.length === 1 ? null : (
        <Tabs value={String(place)} onChange={(value) => onPlace(Number(value))} variant="outline">
          <Tabs.List aria-label="Variants">
            {variants.map(({ name }, index) => {
              const isWrong = Object.keys(form.errors).some((path) => placeIn(path) === index)
              return (
                <Tabs.Tab
                  // biome-ignore lint/suspicious/noArrayIndexKey: a new variant has no other name
                  key={index}
                  value={String(index)}
                  rightSection={
                    isWrong ? (
                      <IconAlertCircle
                        size={14}
                        role="img"
                        aria-label="To fix"
                        color="var(--mantine-color-error)"
                      />
                    ) : (
                      <Text size="xs" c="dimmed" span>
                        {shares[index]} %
                      </Text>
                    )
                  }
                >
                  <bdi>{name === "" ? `Variant ${index + 1}` : name}</bdi>
                </Tabs.Tab>
              )
            })}
          </Tabs.List>
        </Tabs>
      )}
      {shown === undefined ? null : (
        <Stack>
          {variants.length === 1 ? null : (
            <Group align="flex-start" wrap="nowrap" gap="sm">
              <TextInput
                flex={1}
                size="sm"
                label="Name of the variant"
                maxLength={100}
                {...form.getInputProps(`variants.${place}.name`)}
              />
              <NumberInput
                w={110}
                size="sm"
                label="Weight"
                min={0}
                max={1000}
                allowDecimal={false}
                {...form.getInputProps(`variants.${place}.weight`)}
                onChange={(weight) => set(variants.with(place, { ...shown, weight: Number(weight) }), place)}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                mt={25}
                aria-label={`Remove ${shown.name}`}
                title="Remove this variant"
                onClick={() => {
                  set(variants.toSpliced(place, 1), place)
                  onPlace(Math.max(0, place - 1))
                }}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          )}
          <VariantPanel
            key={place}
            form={form}
            number={number}
            place={place}
            variant={shown}
            onChange={(content) => {
              const now = form.getValues().variants
              const of = now[place]
              if (of !== undefined) set(now.with(place, { ...of, content }), place)
            }}
          />
        </Stack>
      )}
      {isFull ? null : (
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => add({ weight: 1, content: noMessage })}
          >
            Add a variant
          </Button>
          {shown === undefined ? null : (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconCopy size={14} aria-hidden />}
              onClick={() => add({ weight: shown.weight, content: shown.content })}
            >
              Duplicate {variants.length === 1 ? "as a variant" : shown.name}
            </Button>
          )}
          <Text size="xs" c="dimmed">
            With several variants each person gets one of them, the same at every launch.
          </Text>
        </Group>
      )}
    </Section>
  )
}
