import { Anchor, Button, Group, Text } from "@mantine/core"
import { IconFile } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { toOnePlace, useNotation } from "../../look/time/notation.ts"
import { sayFailed } from "../../look/toasts.ts"
import { useMay, useWorkspace } from "../../session/me.ts"
import { type MediaKind, mediaName } from "./content.ts"
import classes from "./thread.module.css"

type MediaFile = Shapes["ConversationMedia"]

/** The file of a message: a picture, something to play, or a file to download; or why it is not here. */
export function Media({ kind, media }: { kind: MediaKind; media: MediaFile | null }) {
  const { id: workspaceId } = useWorkspace()
  const [isShowable, setShowable] = useState(true)
  if (media === null) return <Text size="sm">{mediaName(kind)}</Text>
  if (media.state !== "fetched") return <Missing kind={kind} media={media} />
  // Pages ask with a header for the workspace, elements cannot.
  const address = `/v1/conversation-media/${media.id}?workspace=${workspaceId}`
  const name = media.file_name ?? mediaName(kind)
  const fallBack = () => setShowable(false)
  if (isShowable && (kind === "image" || kind === "sticker")) {
    return (
      <a href={address} target="_blank" rel="noreferrer">
        <img className={classes.picture} src={address} alt={name} loading="lazy" onError={fallBack} />
      </a>
    )
  }
  if (isShowable && kind === "video") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody has captions of what people film
      <video
        className={classes.video}
        src={address}
        controls
        preload="metadata"
        aria-label={name}
        onError={fallBack}
      />
    )
  }
  if (isShowable && kind === "audio") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: nobody has captions of what people say
      <audio
        className={classes.audio}
        src={address}
        controls
        preload="none"
        aria-label={name}
        onError={fallBack}
      />
    )
  }
  return (
    <Anchor href={address} download={name} size="sm">
      <Group gap={6} wrap="nowrap" component="span">
        <IconFile size={18} aria-hidden />
        <bdi>{name}</bdi>
        {media.bytes === null ? null : <Size bytes={media.bytes} />}
      </Group>
    </Anchor>
  )
}

function Size({ bytes }: { bytes: number }) {
  const notation = useNotation()
  const words =
    bytes < 1_000_000
      ? `${Math.max(1, Math.round(bytes / 1_000))} kB`
      : `${toOnePlace(bytes / 1_000_000, notation)} MB`
  return <span className={classes.small}>{words}</span>
}

/** Meta keeps files for a few days, in which it can be asked again. */
function Missing({ kind, media }: { kind: MediaKind; media: MediaFile }) {
  const may = useMay()
  const queries = useQueryClient()
  const again = useAction(async () => {
    const { error } = await client.POST("/v1/conversation-media/{id}/fetch", {
      params: { path: { id: media.id } },
    })
    if (error) throw error
    await queries.invalidateQueries({
      predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/contacts/{id}/threads"),
    })
  }, sayFailed)
  if (media.failure === null) return <Text size="sm">{mediaName(kind)} is being fetched…</Text>
  return (
    <Group gap="xs">
      <Text size="sm">
        {mediaName(kind)} is not available. {media.failure.message}
      </Text>
      {media.failure.code === "expired" || !may("conversations:reply") ? null : (
        <Button size="compact-xs" variant="default" loading={again.isBusy} onClick={() => void again.run()}>
          Try again
        </Button>
      )}
    </Group>
  )
}
