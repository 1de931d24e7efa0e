import { Text } from "@mantine/core"
import { readSent } from "./content.ts"
import { MessageText } from "./message-text.tsx"
import { SaidContent } from "./said-content.tsx"
import classes from "./thread.module.css"
import type { Entry } from "./thread.ts"

type Shown = NonNullable<Entry["shown"]>

/** What a message of ours said: a template as it looks, or free text. */
export function SentContent({ shown }: { shown: Entry["shown"] }) {
  if (shown === null) return <span className={classes.small}>What it said is not kept any more.</span>
  if (shown.preview === null) return <SaidContent said={readSent(shown.message)} media={null} />
  return <SentTemplate preview={shown.preview} />
}

const mediaWords: Readonly<Record<string, string>> = {
  IMAGE: "Picture",
  VIDEO: "Video",
  DOCUMENT: "File",
  GIF: "GIF",
  LOCATION: "Location",
  PRODUCT: "Product",
}

function SentTemplate({ preview }: { preview: NonNullable<Shown["preview"]> }) {
  const { header, body, footer, buttons, cards = [] } = preview
  return (
    <>
      {header === undefined ? null : header.format === "TEXT" ? (
        <Text size="sm" fw={650} dir="auto">
          {header.text}
        </Text>
      ) : (
        <div className={classes.small}>{mediaWords[header.format] ?? header.format.toLowerCase()}</div>
      )}
      <MessageText text={body} />
      {footer === undefined ? null : (
        <div className={classes.small} dir="auto">
          {footer}
        </div>
      )}
      {cards.map((card, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cards are nothing but their places
        <div key={place} className={classes.quote}>
          {card.body ?? `Card ${place + 1}`}
        </div>
      ))}
      {buttons.length === 0 ? null : (
        <div className={classes.buttons}>
          {buttons.map(({ text }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: buttons are nothing but their places
            <span key={place} className={classes.button} dir="auto">
              {text}
            </span>
          ))}
        </div>
      )}
    </>
  )
}

/** From which template a message is, and whether it may have said something else then. */
export function Origin({ shown }: { shown: Shown }) {
  if (shown.template === null) return null
  return (
    <span title={shown.is_personal ? "Filled in with what is known of the contact now." : undefined}>
      <bdi>{shown.template.name}</bdi>
    </span>
  )
}
