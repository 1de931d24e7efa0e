import {
  IconArrowBackUp,
  IconCopy,
  IconExternalLink,
  IconForms,
  IconList,
  IconPhone,
  IconShoppingBag,
} from "@tabler/icons-react"
import type { ReactNode } from "react"
import type { Content, Tap } from "../content/content.ts"
import { FileView } from "../content/file-view.tsx"
import { FormattedText } from "../content/formatted-text.tsx"
import look from "./bubble.module.css"

const tapIcons = {
  reply: IconArrowBackUp,
  link: IconExternalLink,
  call: IconPhone,
  copy: IconCopy,
  flow: IconForms,
  products: IconShoppingBag,
}

/** One message as WhatsApp draws it. Without `onTap` and `onOpenList` its buttons are a picture. */
export function Bubble({
  content,
  side,
  quote,
  below,
  reactions = [],
  onTap,
  onOpenList,
}: {
  content: Content
  side: "own" | "other"
  /** The text of the message this answers. */
  quote?: string | undefined
  /** Time and ticks. */
  below?: ReactNode
  /** Emoji that hang on it. */
  reactions?: readonly string[]
  onTap?: (tap: Tap) => void
  onOpenList?: () => void
}) {
  const { header, body, footer, taps, list, cards } = content
  return (
    <>
      <div className={`${look.bubble} ${side === "own" ? look.own : look.other}`}>
        <div className={look.inside}>
          {quote === undefined ? null : (
            <div className={look.quote} dir="auto">
              {quote}
            </div>
          )}
          {header === undefined ? null : <Header header={header} />}
          {body === "" ? null : <FormattedText text={body} />}
          {footer === "" ? null : (
            <div className={look.footer} dir="auto" style={{ whiteSpace: "pre-wrap" }}>
              {footer}
            </div>
          )}
          {below === undefined ? null : <div className={look.below}>{below}</div>}
        </div>
        {taps.map((tap) => (
          <TapButton key={tap.label} tap={tap} onTap={onTap} />
        ))}
        {list === undefined ? null : (
          <button type="button" className={look.tap} disabled={onOpenList === undefined} onClick={onOpenList}>
            <IconList size={16} aria-hidden />
            {list.button}
          </button>
        )}
      </div>
      {reactions.length === 0 ? null : (
        <div className={`${look.reactions} ${side === "own" ? look.ownReactions : ""}`}>
          <span className={look.reaction} role="img" aria-label={`Reactions: ${reactions.join(" ")}`}>
            {reactions.join(" ")}
          </span>
        </div>
      )}
      {cards.length === 0 ? null : (
        <div className={look.cards}>
          {cards.map((card, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the cards of a sent message keep their places
            <div key={i}>
              <Bubble content={card} side={side} {...(onTap === undefined ? {} : { onTap })} />
            </div>
          ))}
        </div>
      )}
    </>
  )
}

function Header({ header }: { header: NonNullable<Content["header"]> }) {
  const { kind } = header
  if (kind !== "text") return <FileView header={{ ...header, kind }} />
  return (
    <div className={look.header} dir="auto">
      {header.text}
    </div>
  )
}

function TapButton({ tap, onTap }: { tap: Tap; onTap: ((tap: Tap) => void) | undefined }) {
  const Icon = tapIcons[tap.kind]
  return (
    <button
      type="button"
      className={look.tap}
      disabled={onTap === undefined}
      title={tap.detail}
      onClick={() => onTap?.(tap)}
    >
      <Icon size={16} aria-hidden />
      <span dir="auto">{tap.label}</span>
    </button>
  )
}
