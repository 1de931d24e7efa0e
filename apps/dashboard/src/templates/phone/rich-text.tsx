import { Fragment } from "react"
import { type Piece, piecesOf } from "./formatting.ts"
import look from "./phone.module.css"

/** A text of a message. Each paragraph finds its own direction; variables without a value are highlighted. */
export function RichText({ text }: { text: string }) {
  return (
    <div className={look.text} dir="auto">
      <Pieces pieces={piecesOf(text)} />
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
      return <WithVariables text={piece.text} />
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
      return <span className={look.link}>{piece.text}</span>
    default:
      return <code>{piece.text}</code>
  }
}

function WithVariables({ text }: { text: string }) {
  return text.split(/(\{\{[^{}]*\}\})/).map((part, place) =>
    part.startsWith("{{") ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text are nothing but their places
      <span key={place} className={look.variable}>
        {part}
      </span>
    ) : (
      part
    ),
  )
}
