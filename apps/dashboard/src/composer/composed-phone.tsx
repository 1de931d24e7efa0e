import type { RenderedTemplate } from "@parley/whatsapp/templates"
import { languageName } from "../templates/language-name.ts"
import { Phone } from "../templates/phone/phone.tsx"
import { shownPreview } from "../templates/phone/shown-preview.ts"
import type { ContentDraft, Message } from "./content.ts"
import { shownMessage } from "./free-form/shown-message.ts"
import type { ContentPreview } from "./use-content-preview.ts"
import { useWithPictures } from "./use-pictures.ts"

/** The phone with the message on it: as the contact gets it or, until that is known, as it is written. */
export function ComposedPhone({
  content,
  preview,
  from,
  written,
  caption,
}: {
  content: ContentDraft
  preview: ContentPreview
  from: string
  /** How a template looks before anything is known of a contact. */
  written?: RenderedTemplate & { pictureUrl?: string | null; cardPictureUrls?: (string | null)[] }
  caption?: string
}) {
  const shown = useWithPictures(shownOf(content, preview, written), content)
  const language = preview.data?.language
  const words = [language ? `In ${languageName(language)}.` : undefined, caption].filter(Boolean).join(" ")
  return <Phone from={from} message={shown} {...(words === "" ? {} : { caption: words })} />
}

const nothing: RenderedTemplate = { body: "", buttons: [] }

function shownOf(
  content: ContentDraft,
  { data }: ContentPreview,
  written: Parameters<typeof ComposedPhone>[0]["written"],
) {
  if (content.kind === "template") return data?.preview ? shownPreview(data.preview) : (written ?? nothing)
  return shownMessage((data?.message as Message | null | undefined) ?? content.message)
}
