import type { RenderedButton, RenderedTemplate } from "@parley/whatsapp/templates"
import {
  type Icon,
  IconArrowBackUp,
  IconCopy,
  IconExternalLink,
  IconForms,
  IconList,
  IconPhone,
  IconShoppingBag,
} from "@tabler/icons-react"
import { Header } from "./header.tsx"
import { Strips } from "./header-notes.tsx"
import look from "./phone.module.css"
import { RichText } from "./rich-text.tsx"

/** A message of a template, as far as a phone shows it. Pictures are those of the message and then of its cards. */
export interface ShownMessage extends RenderedTemplate {
  pictureUrl?: string | null | undefined
  cardPictureUrls?: readonly (string | null)[] | undefined
}

/** From so many buttons on WhatsApp shows two and a list. */
const listFrom = 4

/** One message as WhatsApp draws it. Its buttons are a picture. */
export function Message({ message }: { message: ShownMessage }) {
  const { header, body, footer, buttons, cards } = message
  return (
    <>
      <div className={look.bubble}>
        {header === undefined ? null : <Header header={header} pictureUrl={message.pictureUrl} />}
        <Strips message={message} />
        <div className={look.inside}>
          {header?.format === "TEXT" ? (
            <div className={look.heading} dir="auto">
              {header.text}
            </div>
          ) : null}
          <RichText text={body} />
          {footer === undefined ? null : (
            <div className={look.faint} dir="auto">
              {footer}
            </div>
          )}
          <div className={look.time}>12:00</div>
        </div>
        <Buttons buttons={buttons} />
      </div>
      {cards === undefined || cards.length === 0 ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={look.cards} tabIndex={0} aria-label="Cards">
          {cards.map((card, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cards are nothing but their places
            <div key={place} className={look.bubble}>
              {card.header === undefined ? null : (
                <Header header={card.header} pictureUrl={message.cardPictureUrls?.[place]} />
              )}
              {card.body === undefined ? (
                <div style={{ flex: 1 }} />
              ) : (
                <div className={look.inside} style={{ flex: 1 }}>
                  <RichText text={card.body} />
                </div>
              )}
              <Buttons buttons={card.buttons} />
            </div>
          ))}
        </section>
      )}
    </>
  )
}

const buttonIcons: Partial<Record<RenderedButton["type"], Icon>> = {
  QUICK_REPLY: IconArrowBackUp,
  URL: IconExternalLink,
  PHONE_NUMBER: IconPhone,
  VOICE_CALL: IconPhone,
  COPY_CODE: IconCopy,
  OTP: IconCopy,
  FLOW: IconForms,
  CATALOG: IconShoppingBag,
  MPM: IconShoppingBag,
  SPM: IconShoppingBag,
}

function Buttons({ buttons }: { buttons: readonly RenderedButton[] }) {
  const shown = buttons.length >= listFrom ? buttons.slice(0, 2) : buttons
  return (
    <>
      {shown.map((button, place) => {
        const ButtonIcon = buttonIcons[button.type] ?? IconForms
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may be alike while they are being written
          <div key={place} className={look.button}>
            <ButtonIcon size={16} aria-hidden />
            <span dir="auto">{button.text === "" ? "…" : button.text}</span>
          </div>
        )
      })}
      {shown.length < buttons.length ? (
        <div className={look.button}>
          <IconList size={16} aria-hidden />
          See all options
        </div>
      ) : null}
    </>
  )
}
