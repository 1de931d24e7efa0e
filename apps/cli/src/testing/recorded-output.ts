import type { Paper } from "../print/output.ts"

/** A paper that keeps what was written on it. */
export function notepad(options: { isTTY?: boolean; columns?: number } = {}): Paper & { text(): string } {
  let written = ""
  return {
    ...options,
    write: (text) => {
      written += text
    },
    text: () => written,
  }
}
