/** Files and what is different, as lines for people. */
import { plain } from "../api/plain-text.ts"
import type { Screen } from "../print/screen.ts"
import { memberChanges, type Pair } from "./compare.ts"
import { kindWords } from "./kinds.ts"
import type { Members } from "./yaml-file.ts"

/** `segment “VIP”` */
export function titleOf({ kind, file, object }: Pair): string {
  const { name, language } = file?.members ?? object?.members ?? {}
  const of = kind === "templates" ? ` (${String(language)})` : ""
  return plain(`${kindWords[kind]} “${String(name ?? "")}”${of}`)
}

export const pathOf = ({ path, kind }: Pair): string => path ?? kind

/** Where something is wrong, as `file:line: what`. */
export interface Fault {
  path: string
  line: number
  message: string
}

export function printFaults(screen: Screen, faults: readonly Fault[]): void {
  for (const { path, line, message } of faults)
    screen.line(`${screen.paint("red", "✗")} ${plain(`${path}:${line}: ${message}`)}`)
}

const signs = { "+": "green", "~": "yellow", "-": "red", "!": "red", "=": "dim" } as const

export const printChange = (screen: Screen, sign: keyof typeof signs, pair: Pair, words: string): void =>
  screen.line(
    `${screen.paint(signs[sign], sign)} ${plain(pathOf(pair))}  ${titleOf(pair)}${words === "" ? "" : `: ${words}`}`,
  )

/** What becomes other in members, a line each. */
export function printMembers(screen: Screen, before: Members, after: Members): void {
  for (const { path, from, to } of memberChanges(before, after))
    screen.line(screen.paint("dim", `    ${plain(path)}: ${shown(from)} → ${shown(to)}`))
}

const longest = 100

function shown(value: unknown): string {
  if (value === undefined) return "nothing"
  const text = plain(JSON.stringify(value))
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
