import {
  IconFile,
  IconMapPin,
  IconMicrophone,
  IconPhoto,
  IconShoppingBag,
  IconSticker,
  IconVideo,
} from "@tabler/icons-react"
import { useState } from "react"
import look from "../chat/bubble.module.css"
import type { Header } from "./content.ts"
import { shownFrom } from "./files.ts"

const icons = {
  image: IconPhoto,
  video: IconVideo,
  document: IconFile,
  audio: IconMicrophone,
  sticker: IconSticker,
  location: IconMapPin,
  product: IconShoppingBag,
}

/** What is above a message's text: the picture, the film, the sound, or a card where nothing can be shown. */
export function FileView({ header }: { header: Header & { kind: keyof typeof icons } }) {
  const [isBroken, setBroken] = useState(false)
  const address = header.file === undefined ? undefined : shownFrom(header.file)
  if (address === undefined || isBroken) return <Card header={header} isBroken={isBroken} />
  const onError = () => setBroken(true)
  const name = header.text || header.kind
  switch (header.kind) {
    case "image":
    case "sticker":
      return (
        <a href={address} target="_blank" rel="noreferrer" className={look.picture}>
          <img
            src={address}
            alt={name}
            loading="lazy"
            className={header.kind === "sticker" ? look.sticker : look.image}
            onError={onError}
          />
        </a>
      )
    case "video":
      return (
        // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what people film
        <video
          src={address}
          controls
          preload="metadata"
          className={look.image}
          aria-label={name}
          onError={onError}
        />
      )
    case "audio":
      return (
        // biome-ignore lint/a11y/useMediaCaption: nobody wrote captions for what people say
        <audio
          src={address}
          controls
          preload="metadata"
          className={look.sound}
          aria-label={name}
          onError={onError}
        />
      )
    default:
      return (
        <a href={address} target="_blank" rel="noreferrer" className={look.media}>
          <IconFile size={26} aria-hidden style={{ flexShrink: 0 }} />
          <span dir="auto">{name}</span>
        </a>
      )
  }
}

function Card({ header, isBroken }: { header: Header & { kind: keyof typeof icons }; isBroken: boolean }) {
  const Icon = icons[header.kind]
  const isElsewhere = header.file !== undefined && header.file.id === "" && !isBroken
  return (
    <div className={look.media}>
      <Icon size={26} aria-hidden style={{ flexShrink: 0 }} />
      <span dir="auto">
        {header.text === "" ? header.kind : header.text}
        {isElsewhere ? <span className={look.why}>Not loaded: it is not on this machine.</span> : null}
        {isBroken ? <span className={look.why}>This cannot be shown.</span> : null}
      </span>
    </div>
  )
}
