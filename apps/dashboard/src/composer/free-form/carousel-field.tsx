import {
  ActionIcon,
  Button,
  Card as Frame,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core"
import { IconChevronDown, IconChevronUp, IconPlus, IconTrash } from "@tabler/icons-react"
import {
  buttonsOf,
  type CardButtons,
  type CardFormat,
  fewestCards,
  formatOf,
  headerWith,
  mediumOfCard,
  mostCards,
  mostReplies,
  moved,
  withButtons,
  withCard,
  withFormat,
  withoutCard,
} from "./cards.ts"
import { type Card, type InteractiveOf, interactive, type MediaCard } from "./kinds.ts"
import { LimitedInput } from "./limited-input.tsx"
import { MediumField } from "./medium-field.tsx"
import type { PartProps } from "./part-props.ts"

const formats: { value: CardFormat; label: string }[] = [
  { value: "image", label: "Pictures" },
  { value: "video", label: "Videos" },
  { value: "product", label: "Products" },
]
const buttonKinds: { value: CardButtons; label: string }[] = [
  { value: "link", label: "A link" },
  { value: "reply", label: "Reply buttons" },
]

/** Two to ten cards side by side. What kind of file they show and which buttons they have is the same for all. */
export function CarouselField({
  message,
  onChange,
  field,
  numberId,
}: PartProps & { numberId: string | null }) {
  if (message.type !== "interactive" || message.interactive.type !== "carousel") return null
  const inner: InteractiveOf<"carousel"> = message.interactive
  const { cards } = inner.action
  const set = (next: Card[]) => onChange(interactive({ ...inner, action: { cards: next } }))
  const format = formatOf(cards)
  const buttons = buttonsOf(cards)
  return (
    <Stack gap="sm">
      <Group gap="xs" grow align="flex-start">
        <Select
          size="sm"
          label="Cards show"
          allowDeselect={false}
          data={formats}
          value={format}
          onChange={(chosen) => set(withFormat(cards, (chosen ?? "image") as CardFormat))}
        />
        {format === "product" ? null : (
          <Select
            size="sm"
            label="Buttons of each card"
            allowDeselect={false}
            data={buttonKinds}
            value={buttons.kind}
            onChange={(kind) => set(withButtons(cards, (kind ?? "link") as CardButtons, 1))}
          />
        )}
        {format === "product" || buttons.kind === "link" ? null : (
          <NumberInput
            size="sm"
            label="How many"
            min={1}
            max={mostReplies}
            clampBehavior="strict"
            allowDecimal={false}
            value={buttons.count}
            onChange={(count) => {
              if (typeof count === "number" && count >= 1) set(withButtons(cards, "reply", count))
            }}
          />
        )}
      </Group>
      {cards.map((card, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a card is nothing but its place
        <Frame key={place} withBorder padding="sm" role="group" aria-label={`Card ${place + 1}`}>
          <Stack gap="xs">
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm" fw={600}>
                Card {place + 1}
              </Text>
              <CardTools
                place={place}
                count={cards.length}
                onMove={(by) => set(moved(cards, place, by))}
                onRemove={() => set(withoutCard(cards, place))}
              />
            </Group>
            <CardFields
              card={card}
              name={`Card ${place + 1}`}
              numberId={numberId}
              field={(path) => field(`interactive.action.cards.${place}.${path}`)}
              onChange={(next) => set(cards.with(place, next))}
            />
          </Stack>
        </Frame>
      ))}
      {cards.length >= mostCards ? null : (
        <Button
          size="xs"
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => set(withCard(cards))}
        >
          Add a card
        </Button>
      )}
    </Stack>
  )
}

function CardTools({
  place,
  count,
  onMove,
  onRemove,
}: {
  place: number
  count: number
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}) {
  const look = { variant: "subtle", color: "gray" } as const
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        {...look}
        disabled={place === 0}
        aria-label={`Move card ${place + 1} up`}
        onClick={() => onMove(-1)}
      >
        <IconChevronUp size={16} />
      </ActionIcon>
      <ActionIcon
        {...look}
        disabled={place === count - 1}
        aria-label={`Move card ${place + 1} down`}
        onClick={() => onMove(1)}
      >
        <IconChevronDown size={16} />
      </ActionIcon>
      {count <= fewestCards ? null : (
        <ActionIcon {...look} aria-label={`Remove card ${place + 1}`} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </Group>
  )
}

interface CardProps<C extends Card> {
  card: C
  name: string
  numberId: string | null
  field: PartProps["field"]
  onChange: (card: Card) => void
}

function CardFields({ card, ...props }: CardProps<Card>) {
  if (card.type === "cta_url") return <MediaCardFields card={card} {...props} />
  const { field, onChange, name } = props
  const set = (action: Partial<typeof card.action>) =>
    onChange({ ...card, action: { ...card.action, ...action } })
  return (
    <Group gap="xs" grow align="flex-start">
      <TextInput
        size="sm"
        label="Catalog"
        aria-label={`${name}: catalog`}
        value={card.action.catalog_id}
        {...field("action.catalog_id")}
        onChange={(event) => set({ catalog_id: event.currentTarget.value.trim() })}
      />
      <TextInput
        size="sm"
        label="Product"
        aria-label={`${name}: product`}
        value={card.action.product_retailer_id}
        {...field("action.product_retailer_id")}
        onChange={(event) => set({ product_retailer_id: event.currentTarget.value })}
      />
    </Group>
  )
}

function MediaCardFields({ card, name, numberId, field, onChange }: CardProps<MediaCard>) {
  const { action } = card
  const kind = card.header.type
  const { body: _, ...bare } = card
  return (
    <>
      <MediumField
        kind={kind}
        name={name}
        medium={mediumOfCard(card)}
        numberId={numberId}
        at={field(`header.${kind}.link`)["data-path"]}
        error={field("header").error}
        onChange={(medium) => onChange({ ...card, header: headerWith(kind, medium) })}
      />
      <LimitedInput
        label="Text (optional)"
        aria-label={`${name}: text`}
        most={160}
        isLong
        value={card.body?.text ?? ""}
        {...field("body.text")}
        onChange={(text) => onChange(text === "" ? bare : { ...card, body: { text } })}
      />
      {"buttons" in action ? (
        <Group gap="xs" grow align="flex-start">
          {action.buttons.map(({ quick_reply }, place) => (
            <LimitedInput
              key={quick_reply.id}
              label={`Button ${place + 1}`}
              aria-label={`${name}: button ${place + 1}`}
              most={20}
              value={quick_reply.title}
              {...field(`action.buttons.${place}`)}
              onChange={(title) =>
                onChange({
                  ...card,
                  action: {
                    buttons: action.buttons.with(place, {
                      type: "quick_reply",
                      quick_reply: { ...quick_reply, title },
                    }),
                  },
                })
              }
            />
          ))}
        </Group>
      ) : (
        <Group gap="xs" grow align="flex-start">
          <LimitedInput
            label="Button"
            aria-label={`${name}: button`}
            most={20}
            value={action.parameters.display_text}
            {...field("action.parameters.display_text")}
            onChange={(display_text) =>
              onChange({ ...card, action: { ...action, parameters: { ...action.parameters, display_text } } })
            }
          />
          <TextInput
            size="sm"
            type="url"
            label="Address"
            aria-label={`${name}: address`}
            placeholder="https://"
            value={action.parameters.url}
            {...field("action.parameters.url")}
            onChange={(event) =>
              onChange({
                ...card,
                action: { ...action, parameters: { ...action.parameters, url: event.currentTarget.value } },
              })
            }
          />
        </Group>
      )}
    </>
  )
}
