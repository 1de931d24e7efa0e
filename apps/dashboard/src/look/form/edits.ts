/** What is in a form beside what there is on the server: what changed, and what becomes of it when both changed. */

/** Something that is edited, as its form has it. */
export interface Edited<Values> {
  values: Values
  /** What the server told with it, and wants to have back with a change; undefined: it keeps none. */
  revision?: number | undefined
}

/** The revision that a change is sent with: `body: { name, ...revisionIn(base) }`. */
export const revisionIn = ({ revision }: Edited<unknown>): { revision?: number } =>
  revision === undefined ? {} : { revision }

/** Fields that are not the form's own but come with the data, such as attributes: each has a name and a text. */
export interface Parts<Value> {
  of: (value: Value) => Readonly<Record<string, string>>
  from: (parts: Readonly<Record<string, string>>) => Value
}

interface FieldWords<Value> {
  label: string
  /** How a value reads, where it is not what people see: the label of what is chosen. */
  say?: (value: Value) => string
  /** Compared and merged one by one, each under its own name. */
  parts?: Parts<Value>
}

/** What each field of a form is called: `{ name: "Name", country: { label: "Country", say: countryName } }`. */
export type FormWords<Values> = { readonly [Name in keyof Values]: string | FieldWords<Values[Name]> }

/** A form's values in three versions: what it was filled with, what there is now, and what was typed. */
interface Versions<Values> {
  base: Values
  now: Values
  mine: Values
}

/** One field that someone else changed, in words. */
export interface Change {
  label: string
  now: string
  mine: string
}

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What a field is called: the first part of a path such as `attributes.0.name` names it. */
export function labelOf<Values>(words: FormWords<Values>, path: string): string {
  const [name, index] = path.split(".")
  for (const known in words) {
    if (known !== name) continue
    const { label } = inFull(words[known])
    return /^\d+$/.test(index ?? "") ? `${label} ${Number(index) + 1}` : label
  }
  return path
}

/** What someone else changed meanwhile. What now is as it was typed here is no news. */
export function changedMeanwhile<Values>(words: FormWords<Values>, versions: Versions<Values>): Change[] {
  const { base, now, mine } = versions
  const changes: Change[] = []
  for (const name in words) {
    const word = inFull(words[name])
    changes.push(...changesOf(word, { base: base[name], now: now[name], mine: mine[name] }))
  }
  return changes
}

function changesOf<Value>(word: FieldWords<Value>, { base, now, mine }: Versions<Value>): Change[] {
  const { label, say = asText, parts } = word
  if (parts !== undefined) {
    const versions = { base: parts.of(base), now: parts.of(now), mine: parts.of(mine) }
    const names = [...new Set([...Object.keys(versions.now), ...Object.keys(versions.base)])]
    const wordOf = (name: string) => ({ label: name, say: (value: string | undefined) => value ?? "" })
    return names.flatMap((name) =>
      changesOf(wordOf(name), {
        base: versions.base[name],
        now: versions.now[name],
        mine: versions.mine[name],
      }),
    )
  }
  if (isSame(base, now) || isSame(now, mine)) return []
  return [{ label, now: say(now), mine: say(mine) }]
}

/** What was typed, on top of what there is now: where nothing was typed, that is taken over. */
export function mergeEdits<Values extends object>(
  words: FormWords<Values>,
  { base, now, mine }: Versions<Values>,
): Values {
  const merged = { ...mine }
  for (const name in words) {
    merged[name] = mergedValue(inFull(words[name]), { base: base[name], now: now[name], mine: mine[name] })
  }
  return merged
}

function mergedValue<Value>({ parts }: FieldWords<Value>, { base, now, mine }: Versions<Value>): Value {
  if (isSame(base, mine)) return now
  if (parts === undefined || isSame(base, now)) return mine
  const [before, after, typed] = [parts.of(base), parts.of(now), parts.of(mine)]
  const names = [...new Set([...Object.keys(after), ...Object.keys(typed)])]
  return parts.from(
    Object.fromEntries(
      names.flatMap((name) => {
        const value = before[name] === typed[name] ? after[name] : typed[name]
        return value === undefined ? [] : [[name, value]]
      }),
    ),
  )
}

const inFull = <Value>(word: string | FieldWords<Value>): FieldWords<Value> =>
  typeof word === "string" ? { label: word } : word

const asText = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value ?? ""))
