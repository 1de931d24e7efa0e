import { ActionIcon, Button, Group, Paper, SegmentedControl, Stack, Text } from "@mantine/core"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { useId } from "react"
import { cardButtonKinds } from "./button-kinds.ts"
import { ButtonFields, ButtonsFields } from "./buttons-fields.tsx"
import {
  type CardFormat,
  cardFormat,
  type ProductButton,
  productButton,
  withCard,
  withCardFormat,
  withoutCard,
  withProductButton,
} from "./cards.ts"
import { type DraftCard, nextVariable } from "./draft/draft.ts"
import { FindingsList } from "./findings-list.tsx"
import { SampleUpload } from "./sample-upload.tsx"
import { Section } from "./section.tsx"
import { type SectionProps, withSample } from "./section-props.ts"
import { TextEditor } from "./text-editor.tsx"

const formats: { value: CardFormat; label: string }[] = [
  { value: "IMAGE", label: "Images" },
  { value: "VIDEO", label: "Videos" },
  { value: "PRODUCT", label: "Products" },
]
const productButtons: { value: ProductButton; label: string }[] = [
  { value: "SPM", label: "View it in WhatsApp" },
  { value: "URL", label: "Visit a website" },
]

/** The cards of a carousel: two to ten, all of the same parts. */
export function CardsSection({ draft, change, findings, accountId }: SectionProps & { accountId: string }) {
  const { cards } = draft
  const format = cardFormat(cards)
  const replace = (index: number, part: (card: DraftCard) => Partial<DraftCard>) =>
    change((now) => ({
      cards: now.cards.map((card, at) => (at === index ? { ...card, ...part(card) } : card)),
    }))
  return (
    <Section
      title="Cards"
      hint="2 to 10, all with the same parts: text or no text, and the same kinds of button."
      findings={findings.get("cards")}
    >
      <Group gap="xl" style={{ rowGap: "var(--mantine-spacing-sm)" }}>
        <Choice
          label="They show"
          data={formats}
          value={format}
          onChange={(chosen) => change((now) => ({ cards: withCardFormat(now.cards, chosen) }))}
        />
        {format === "PRODUCT" ? (
          <Choice
            label="A tap on the button"
            data={productButtons}
            value={productButton(cards)}
            onChange={(chosen) => change((now) => ({ cards: withProductButton(now.cards, chosen) }))}
          />
        ) : null}
      </Group>
      {format === "PRODUCT" ? (
        <Text size="sm" c="dimmed">
          Picture, name and price come from the catalog connected to the account. You choose the products when
          you send.
        </Text>
      ) : null}
      {cards.map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a card is known by its place alone
        <Paper key={index} withBorder p="md" role="group" aria-label={`Card ${index + 1}`}>
          <Stack gap="sm">
            <Group justify="space-between">
              <Text fw={550} size="sm">
                Card {index + 1}
              </Text>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove card ${index + 1}`}
                disabled={cards.length <= 2}
                onClick={() => change((now) => withoutCard(now, index))}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
            {format === "PRODUCT" ? (
              card.buttons.map((button, at) => (
                <ButtonFields
                  key={button.type}
                  button={button}
                  onChange={(changed) =>
                    replace(index, ({ buttons }) => ({ buttons: buttons.with(at, changed) }))
                  }
                />
              ))
            ) : (
              <>
                <SampleUpload
                  format={format}
                  accountId={accountId}
                  handle={card.header.handle}
                  onUploaded={(handle, pictureUrl) =>
                    replace(index, ({ header }) =>
                      header.format === format ? { header: { ...header, handle, pictureUrl } } : {},
                    )
                  }
                />
                <TextEditor
                  label={`Text of card ${index + 1}`}
                  value={card.body}
                  maxLength={160}
                  minRows={2}
                  variable={nextVariable(draft, card.body)}
                  samples={draft.samples[`card.${index}`] ?? {}}
                  onChange={(body) => replace(index, () => ({ body }))}
                  onSample={(name, sample) => change(withSample(draft, `card.${index}`, name, sample))}
                />
                <ButtonsFields
                  buttons={card.buttons}
                  kinds={cardButtonKinds}
                  onChange={(buttons) => replace(index, () => ({ buttons }))}
                />
              </>
            )}
            <FindingsList findings={findings.get(`cards.${index}`)} />
          </Stack>
        </Paper>
      ))}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={cards.length >= 10}
        onClick={() => change((now) => ({ cards: withCard(now.cards) }))}
      >
        Add a card
      </Button>
    </Section>
  )
}

function Choice<T extends string>({
  label,
  data,
  value,
  onChange,
}: {
  label: string
  data: { value: T; label: string }[]
  value: T
  onChange: (chosen: T) => void
}) {
  const id = useId()
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500} id={id}>
        {label}
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        data={data}
        value={value}
        onChange={(chosen) => {
          const known = data.find((one) => one.value === chosen)
          if (known) onChange(known.value)
        }}
      />
    </Stack>
  )
}
