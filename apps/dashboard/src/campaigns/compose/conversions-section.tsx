import {
  ActionIcon,
  Badge,
  Button,
  Group,
  NumberInput,
  Paper,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { api } from "../../api/client.ts"
import { SuggestingInput } from "../../look/form/suggesting-input.tsx"
import { Section } from "../../look/page/section.tsx"
import { WhereFields } from "../../segments/builder/where.tsx"
import { type ConversionDraft, longestDays, mostConversions, newConversion, ofKind } from "./conversions.ts"

const kinds = [
  { value: "event", label: "An event" },
  { value: "purchase", label: "A purchase" },
  { value: "order_placed", label: "An order placed" },
] as const

const units = [
  { value: "minutes", label: "minutes" },
  { value: "hours", label: "hours" },
  { value: "days", label: "days" },
] as const

type Errors = Readonly<Record<string, unknown>>

/** What counts as success: up to four things that people do soon after their message. The first one decides. */
export function ConversionsSection({
  conversions,
  errors,
  onChange: set,
}: {
  conversions: readonly ConversionDraft[]
  /** Of the form, by paths such as `conversions.0.name`. */
  errors: Errors
  onChange: (conversions: ConversionDraft[]) => void
}) {
  return (
    <Section
      title="Conversions"
      intro="What people are to do after the message. Results count it, compare variants by the first one, and compare with the control group."
    >
      <Stack>
        {conversions.map((conversion, place) => (
          <ConversionFields
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and keep their order
            key={place}
            errors={errors}
            place={place}
            conversion={conversion}
            onChange={(changed) => set(conversions.with(place, changed))}
            onRemove={() => set(conversions.toSpliced(place, 1))}
            onPrimary={() => set([conversion, ...conversions.toSpliced(place, 1)])}
          />
        ))}
        {conversions.length < mostConversions ? (
          <div>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => set([...conversions, newConversion])}
            >
              Add a conversion
            </Button>
          </div>
        ) : null}
      </Stack>
    </Section>
  )
}

function ConversionFields({
  errors,
  place,
  conversion,
  onChange,
  onRemove,
  onPrimary,
}: {
  errors: Errors
  place: number
  conversion: ConversionDraft
  onChange: (conversion: ConversionDraft) => void
  onRemove: () => void
  onPrimary: () => void
}) {
  const at = `conversions.${place}`
  const { within } = conversion
  const errorOf = (member: string) => {
    const error = errors[`${at}.${member}`]
    return error ? String(error) : undefined
  }
  return (
    <Paper withBorder p="sm" role="group" aria-label={`Conversion ${place + 1}`}>
      <Stack gap="sm">
        <Group justify="space-between">
          {place === 0 ? (
            <Badge>Primary</Badge>
          ) : (
            <Button variant="subtle" size="compact-xs" onClick={onPrimary}>
              Make it the primary one
            </Button>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove conversion ${place + 1}`}
            onClick={onRemove}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
        <Group align="flex-start">
          <Select
            label="What they do"
            w={180}
            allowDeselect={false}
            data={kinds}
            value={conversion.on}
            onChange={(on) => onChange(ofKind(conversion, on ?? "event"))}
          />
          {conversion.on === "event" ? (
            <EventName
              value={conversion.name}
              error={errorOf("name")}
              path={`${at}.name`}
              onChange={(name) => onChange({ ...conversion, name })}
            />
          ) : null}
          {conversion.on === "purchase" ? (
            <TextInput
              label="Product"
              placeholder="Any product"
              w={220}
              maxLength={255}
              data-path={`${at}.product_id`}
              value={conversion.product_id ?? ""}
              onChange={({ currentTarget }) => {
                const { product_id: _, ...others } = conversion
                onChange(currentTarget.value === "" ? others : { ...others, product_id: currentTarget.value })
              }}
            />
          ) : null}
          <NumberInput
            label="Within"
            w={90}
            min={1}
            allowDecimal={false}
            data-path={`${at}.within`}
            error={errorOf("within")}
            value={within.amount}
            onChange={(amount) => onChange({ ...conversion, within: { ...within, amount: Number(amount) } })}
          />
          <Select
            label="Of the message"
            w={110}
            allowDeselect={false}
            data={units}
            value={within.unit}
            onChange={(unit) =>
              onChange({
                ...conversion,
                within: { ...within, unit: units.find(({ value }) => value === unit)?.value ?? "days" },
              })
            }
          />
        </Group>
        <WhereFields
          value={conversion.where}
          add="Narrow by a property"
          onChange={(where) => {
            const { where: _, ...others } = conversion
            onChange(
              where === undefined
                ? others
                : { ...others, where: where as NonNullable<ConversionDraft["where"]> },
            )
          }}
        />
        {errorOf("where") === undefined ? null : (
          <Text size="xs" c="var(--mantine-color-error)">
            {errorOf("where")}
          </Text>
        )}
        {conversion.on === "event" ? (
          <Group align="flex-start">
            <TextInput
              label="Revenue is in property"
              placeholder="None"
              w={220}
              data-path={`${at}.revenue`}
              value={conversion.revenue?.property ?? ""}
              onChange={({ currentTarget: { value: property } }) => {
                const { revenue, ...others } = conversion
                onChange(property === "" ? others : { ...others, revenue: { ...revenue, property } })
              }}
            />
            {conversion.revenue === undefined ? null : (
              <TextInput
                label="Currency"
                description="Where the event has none"
                placeholder="EUR"
                w={150}
                maxLength={3}
                data-path={`${at}.revenue.currency`}
                error={errorOf("revenue.currency")}
                value={conversion.revenue.currency ?? ""}
                onChange={({ currentTarget }) => {
                  const code = currentTarget.value.toUpperCase()
                  const property = conversion.revenue?.property ?? ""
                  onChange({
                    ...conversion,
                    revenue: code === "" ? { property } : { property, currency: code },
                  })
                }}
              />
            )}
          </Group>
        ) : (
          <Text size="xs" c="dimmed">
            {conversion.on === "purchase"
              ? "Revenue is its price, times how many were bought."
              : "Revenue is the order's total value."}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {longestDays} days at most. Each person counts once.
        </Text>
      </Stack>
    </Paper>
  )
}

function EventName({
  value,
  error,
  path,
  onChange,
}: {
  value: string
  error: unknown
  path: string
  onChange: (name: string) => void
}) {
  const names = api.useQuery(
    "get",
    "/v1/event-names",
    { params: { query: { limit: 500 } } },
    { staleTime: 60_000 },
  )
  const known = names.data?.data.filter(({ kind }) => kind === "event") ?? []
  return (
    <SuggestingInput
      label="Event"
      w={220}
      placeholder="Its name"
      data-path={path}
      error={error as string | undefined}
      suggestions={known.map(({ name, description }) => ({ value: name, note: description ?? "" }))}
      value={value}
      onChange={onChange}
    />
  )
}
