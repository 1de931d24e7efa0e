import { Fragment } from "react"
import { formatted, type Span } from "./formatting.ts"

/** A message's text. Each paragraph finds its own direction, so that Arabic and English may follow each other. */
export function FormattedText({ text }: { text: string }) {
  return (
    <div dir="auto" style={{ whiteSpace: "pre-wrap", unicodeBidi: "plaintext", lineHeight: 1.4 }}>
      <Spans spans={formatted(text)} />
    </div>
  )
}

function Spans({ spans }: { spans: readonly Span[] }) {
  return spans.map((span, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity beside their place, and never move
    <Fragment key={i}>
      <OneSpan span={span} />
    </Fragment>
  ))
}

function OneSpan({ span }: { span: Span }) {
  switch (span.kind) {
    case "text":
      return span.text
    case "bold":
      return (
        <strong>
          <Spans spans={span.spans} />
        </strong>
      )
    case "italic":
      return (
        <em>
          <Spans spans={span.spans} />
        </em>
      )
    case "struck":
      return (
        <s>
          <Spans spans={span.spans} />
        </s>
      )
    case "link":
      return (
        <a href={span.text} target="_blank" rel="noreferrer" style={{ color: "var(--chat-link)" }}>
          {span.text}
        </a>
      )
    default:
      return <code>{span.text}</code>
  }
}
