import { ActionIcon, Button, Group, Paper, Stack, Text } from "@mantine/core"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { cardButtonKinds } from "./button-kinds.ts"
import { ButtonsFields } from "./buttons-fields.tsx"
import { type DraftCard, emptyCard, nextVariable } from "./draft.ts"
import { FindingsList } from "./findings-list.tsx"
import { HeaderFields } from "./header-fields.tsx"
import { Section } from "./section.tsx"
import { type SectionProps, withSample } from "./section-props.ts"
import { TextEditor } from "./text-editor.tsx"

const cardHeaders = ["IMAGE", "VIDEO"] as const

/** The cards of a carousel: two to ten, all of the same parts. */
export function CardsSection({ draft, change, findings, accountId }: SectionProps & { accountId: string }) {
  const { cards } = draft
  const replace = (index: number, part: (card: DraftCard) => Partial<DraftCard>) =>
    change((now) => ({
      cards: now.cards.map((card, at) => (at === index ? { ...card, ...part(card) } : card)),
    }))
  return (
    <Section
      title="Cards"
      hint="Two to ten, all with the same parts: the kind of header, a text or none, the same kinds of button."
      findings={findings.get("cards")}
    >
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
                onClick={() => change({ cards: cards.toSpliced(index, 1) })}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
            <HeaderFields
              header={card.header}
              allowed={cardHeaders}
              accountId={accountId}
              samples={{}}
              onChange={(changeHeader) => replace(index, ({ header }) => ({ header: changeHeader(header) }))}
              onSample={() => undefined}
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
            <FindingsList findings={findings.get(`cards.${index}`)} />
          </Stack>
        </Paper>
      ))}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={16} aria-hidden />}
        disabled={cards.length >= 10}
        onClick={() => change({ cards: [...cards, alike(cards[0])] })}
      >
        Add a card
      </Button>
    </Section>
  )
}

/** An empty card of the same parts as another. */
function alike(card: DraftCard | undefined): DraftCard {
  if (card === undefined) return emptyCard
  return { ...emptyCard, header: { ...card.header, handle: "", pictureUrl: null }, buttons: card.buttons }
}
