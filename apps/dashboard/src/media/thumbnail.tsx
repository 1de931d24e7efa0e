import { Center, Image } from "@mantine/core"
import type { Shapes } from "../api/client.ts"
import { usePictureUrl } from "./file-url.ts"
import { mediaKinds } from "./kinds.ts"

/** A file as small as an icon: pictures as they are, the others by their kind. */
export function Thumbnail({
  file,
  size = 40,
}: {
  file: Pick<Shapes["MediaFile"], "id" | "kind">
  size?: number
}) {
  const isPicture = file.kind === "image" || file.kind === "sticker"
  const url = usePictureUrl(isPicture ? file.id : undefined)
  const { icon: KindIcon, label } = mediaKinds[file.kind]
  if (url !== undefined)
    return (
      <Image
        src={url}
        alt=""
        w={size}
        h={size}
        radius="sm"
        fit={file.kind === "sticker" ? "contain" : "cover"}
      />
    )
  return (
    <Center w={size} h={size} role="img" aria-label={label} c="dimmed">
      <KindIcon size={size * 0.6} aria-hidden />
    </Center>
  )
}
