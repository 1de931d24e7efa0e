/** The kinds of files that messages show. Pure. */
import { type MediaClass, mediaLimits } from "@parley/whatsapp/messages"
import { type Icon, IconFile, IconMicrophone, IconPhoto, IconSticker, IconVideo } from "@tabler/icons-react"

export const mediaKinds: Readonly<
  Record<MediaClass, { label: string; many: string; formats: string; icon: Icon }>
> = {
  image: { label: "Picture", many: "Pictures", formats: "JPEG or PNG", icon: IconPhoto },
  video: { label: "Video", many: "Videos", formats: "MP4 or 3GPP with H.264 and AAC", icon: IconVideo },
  audio: {
    label: "Sound",
    many: "Sounds",
    formats: "MP3, M4A, AAC, AMR or OGG with OPUS",
    icon: IconMicrophone,
  },
  document: {
    label: "Document",
    many: "Documents",
    formats: "PDF, Word, Excel, PowerPoint or text",
    icon: IconFile,
  },
  sticker: { label: "Sticker", many: "Stickers", formats: "WebP of 512 by 512 points", icon: IconSticker },
}

export const allKinds = Object.keys(mediaKinds) as MediaClass[]

const kibibyte = 1024

/** What such a file may be, such as `JPEG or PNG, at most 5 MB`. */
export function hintOf(kind: MediaClass): string {
  const { maxBytes } = mediaLimits[kind]
  const most =
    maxBytes < kibibyte * kibibyte ? `${maxBytes / kibibyte} KB` : `${maxBytes / kibibyte / kibibyte} MB`
  return kind === "sticker"
    ? `${mediaKinds.sticker.formats}, at most 100 KB, ${most} if animated`
    : `${mediaKinds[kind].formats}, at most ${most}`
}

/** For the browser's dialog that chooses it. */
export const acceptedTypes = (kinds: readonly MediaClass[]): string =>
  kinds.flatMap((kind) => mediaLimits[kind].mimeTypes).join(",")
