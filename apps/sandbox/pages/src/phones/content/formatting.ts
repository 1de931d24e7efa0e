/** WhatsApp's text formatting: *bold*, _italic_, ~struck~, `code`, ```mono``` and addresses. Pure. */

export type Span =
  | { kind: "text"; text: string }
  | { kind: "code" | "mono"; text: string }
  | { kind: "link"; text: string }
  | { kind: "bold" | "italic" | "struck"; spans: Span[] }

const rules: readonly { kind: Exclude<Span["kind"], "text">; pattern: RegExp }[] = [
  { kind: "mono", pattern: /```([\s\S]+?)```/ },
  { kind: "code", pattern: /`([^`\n]+)`/ },
  { kind: "link", pattern: /(https?:\/\/[^\s<>]+[^\s<>.,;:!?)])/ },
  // A mark counts at the edge of a word only, and not beside a space on its inner side.
  { kind: "bold", pattern: /(?<![\p{L}\p{N}*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\p{L}\p{N}*])/u },
  { kind: "italic", pattern: /(?<![\p{L}\p{N}_])_(?!\s)([^_\n]+?)(?<!\s)_(?![\p{L}\p{N}_])/u },
  { kind: "struck", pattern: /(?<![\p{L}\p{N}~])~(?!\s)([^~\n]+?)(?<!\s)~(?![\p{L}\p{N}~])/u },
]

export function formatted(text: string): Span[] {
  const first = rules
    .flatMap(({ kind, pattern }) => {
      const match = pattern.exec(text)
      return match === null ? [] : [{ kind, index: match.index, whole: match[0], inner: match[1] ?? "" }]
    })
    .sort((a, b) => a.index - b.index)[0]
  if (first === undefined) return text === "" ? [] : [{ kind: "text", text }]
  const before = text.slice(0, first.index)
  return [
    ...(before === "" ? [] : [{ kind: "text" as const, text: before }]),
    spanOf(first.kind, first.inner),
    ...formatted(text.slice(first.index + first.whole.length)),
  ]
}

function spanOf(kind: Exclude<Span["kind"], "text">, inner: string): Span {
  switch (kind) {
    case "bold":
    case "italic":
    case "struck":
      return { kind, spans: formatted(inner) }
    default:
      return { kind, text: inner }
  }
}
