import { Anchor, UnstyledButton } from "@mantine/core"
import { Fragment, useState } from "react"
import { type Piece, piecesOf } from "../../templates/phone/formatting.ts"
import { isInvisible } from "./content.ts"
import classes from "./thread.module.css"

/** Longer texts are cut, as WhatsApp does. */
const cutAt = 900

/** A text of a thread with WhatsApp's marks. Each paragraph finds its own direction; addresses can be followed. */
export function MessageText({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false)
  if (isInvisible(text)) return <span className={classes.small}>Nothing but invisible characters.</span>
  // Not through the middle of a character: these are units of UTF-16.
  const shown = isWhole || text.length <= cutAt * 1.2 ? text : Array.from(text).slice(0, cutAt).join("")
  return (
    <div className={classes.text} dir="auto">
      <Pieces pieces={piecesOf(shown)} />
      {shown.length === text.length ? null : (
        <>
          {"… "}
          <UnstyledButton c="var(--mantine-color-anchor)" fz="sm" onClick={() => setWhole(true)}>
            Read more
          </UnstyledButton>
        </>
      )}
    </div>
  )
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text are nothing but their places
    <Fragment key={place}>
      <OnePiece piece={piece} />
    </Fragment>
  ))
}

function OnePiece({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case "plain":
      return piece.text
    case "bold":
      return (
        <strong>
          <Pieces pieces={piece.pieces} />
        </strong>
      )
    case "italic":
      return (
        <em>
          <Pieces pieces={piece.pieces} />
        </em>
      )
    case "struck":
      return (
        <s>
          <Pieces pieces={piece.pieces} />
        </s>
      )
    case "link":
      return (
        <Anchor
          href={piece.text}
          target="_blank"
          rel="noopener noreferrer nofollow"
          inherit
          underline="always"
        >
          {piece.text}
        </Anchor>
      )
    default:
      return <code>{piece.text}</code>
  }
}
