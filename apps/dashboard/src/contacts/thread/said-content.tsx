import { Anchor, Text } from "@mantine/core"
import { IconMapPin, IconUser } from "@tabler/icons-react"
import { useAmount } from "../../look/time/notation.ts"
import type { OrderItem, Said } from "./content.ts"
import { Media } from "./media.tsx"
import { MessageText } from "./message-text.tsx"
import classes from "./thread.module.css"
import type { Entry } from "./thread.ts"

/** What a message says, in its bubble. Reactions and notes have none. */
export function SaidContent({ said, media }: { said: Said; media: Entry["media"] }) {
  switch (said.kind) {
    case "text":
      return (
        <>
          <Label text={said.choice ? "Tapped" : said.label} />
          <MessageText text={said.text} />
        </>
      )
    case "media":
      return (
        <>
          <Label text={said.label} />
          <Media kind={said.media} media={media} />
          {said.caption === undefined ? null : <MessageText text={said.caption} />}
        </>
      )
    case "location":
      return <Location {...said} />
    case "people":
      return said.people.map(({ name, phones }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cards of one message have nothing else
        <Text key={place} size="sm" component="div">
          <IconUser size={15} aria-hidden style={{ verticalAlign: "text-bottom" }} /> <bdi>{name}</bdi>
          {phones.length === 0 ? null : <span className={classes.small}> {phones.join(", ")}</span>}
        </Text>
      ))
    case "answers":
      return (
        <>
          <Text size="sm" fw={550} dir="auto">
            {said.title}
          </Text>
          <dl className={classes.answers}>
            {said.answers.map(([question, answer]) => (
              <div key={question}>
                <dt dir="auto">{question}</dt>
                <dd dir="auto">{answer}</dd>
              </div>
            ))}
          </dl>
        </>
      )
    case "order":
      return (
        <>
          <Label text="Order" />
          {said.items.map((item, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of an order have nothing else
            <Ordered key={place} {...item} />
          ))}
          {said.text === undefined ? null : <MessageText text={said.text} />}
        </>
      )
    default:
      return null
  }
}

function Label({ text }: { text: string | undefined }) {
  return text === undefined ? null : <div className={classes.small}>{text}</div>
}

function Location({ latitude, longitude, name, address }: Said & { kind: "location" }) {
  const isSomewhere = Number.isFinite(latitude) && Number.isFinite(longitude)
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`
  return (
    <>
      <Text size="sm" fw={550} dir="auto">
        <IconMapPin size={15} aria-hidden style={{ verticalAlign: "text-bottom" }} /> {name ?? "Location"}
      </Text>
      {address === undefined ? null : (
        <Text size="sm" dir="auto">
          {address}
        </Text>
      )}
      {isSomewhere ? (
        <Anchor href={map} target="_blank" rel="noopener noreferrer" size="sm">
          Open the map
        </Anchor>
      ) : null}
    </>
  )
}

function Ordered({ product, quantity, price }: OrderItem) {
  const amount = useAmount()
  const each = price === undefined ? "" : `${amount(price.amount)} ${price.currency}`.trim()
  return (
    <Text size="sm">
      {amount(quantity)} × <bdi>{product}</bdi> <span className={classes.small}>{each}</span>
    </Text>
  )
}
