import { libraryFileOf } from "@parley/model"
import { usePictureUrls } from "../media/file-url.ts"
import type { ShownMessage } from "../templates/phone/message.tsx"
import type { ContentDraft } from "./content.ts"
import { type Picture, picturesOf } from "./free-form/shown-message.ts"

/** A message with the pictures of the library that it shows. */
export function useWithPictures(message: ShownMessage, content: ContentDraft): ShownMessage {
  const { own, cards } =
    content.kind === "free_form" ? picturesOf(content.message) : picturesOfValues(content)
  const pictures = [own, ...cards]
  const [url, ...ofCards] = usePictureUrls(pictures.map((picture) => picture?.fileId)).map(
    (read, place) => read ?? pictures[place]?.link,
  )
  const shownCards = message.cards?.map(
    (_, place) => ofCards[place] ?? message.cardPictureUrls?.[place] ?? null,
  )
  return {
    ...message,
    pictureUrl: url ?? message.pictureUrl,
    ...(shownCards === undefined ? {} : { cardPictureUrls: shownCards }),
  }
}

type Values = (ContentDraft & { kind: "template" })["values"]

const picturesOfValues = ({ values }: { values: Values }) => ({
  own: pictureOf(values.header_media),
  cards: (values.cards ?? []).map(({ header_media }) => pictureOf(header_media)),
})

/** Those of addresses are in the preview already. */
function pictureOf(media: Values["header_media"]): Picture | undefined {
  const fileId = media !== undefined && "id" in media ? libraryFileOf(media.id) : undefined
  return fileId === undefined ? undefined : { fileId }
}
