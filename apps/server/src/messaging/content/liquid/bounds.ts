/** What keeps a text of a member from costing more than it may: everything it handles is weighed before it is handled. */
import {
  CaptureTag,
  type Context,
  defaultOperators,
  type Emitter,
  type FilterImplOptions,
  type Operators,
  Tag,
  toValue,
} from "liquidjs"

type Limiter = Context["memoryLimit"]
type FilterHandler = Extract<FilterImplOptions, (...args: never[]) => unknown>

/** What handling a value costs beyond its characters. */
const perValue = 8
/** What it costs to put something into the text: evaluating an output takes some 5 µs, where a character takes 0.1 at most. */
const perOutput = 50
/** Far above what WhatsApp takes, as white space may still be taken out. */
export const longestOutput = 65_536
/** JSON of a request may be nested deeper than a function can call itself. */
const deepest = 50

/** A text that came out longer than any message. */
export class OutputTooLong extends Error {
  override name = "OutputTooLong"
}

/**
 * How much there is in a value: its characters, and its members with what is in them. Counting stops where it is clear that there is
 * too much: a list that holds itself twice, ten times over, is never counted out.
 * @returns Infinity above `most`, and where a list has more than `mostMembers`
 */
export function weigh(value: unknown, most: number, mostMembers = Infinity, depth = deepest): number {
  if (typeof value === "string") return value.length + perValue
  if (typeof value !== "object" || value === null) return perValue
  if (depth === 0 || (Array.isArray(value) && value.length > mostMembers)) return Infinity
  let weight = perValue
  for (const member of Array.isArray(value) ? value : Object.values(value)) {
    weight += weigh(member, most - weight, mostMembers, depth - 1)
    if (weight > most) return Infinity
  }
  return weight
}

/** How values are weighed: where a limit of LiquidJS is for what it builds, ours is for what it looks at, too. */
export interface Scales {
  most: number
  mostMembers?: number
  /** What a filter costs beyond what it is given. */
  extra?: Record<string, (args: readonly unknown[]) => number>
}

/** The same filter, which weighs what it is given first. */
export function weighed(name: string, filter: FilterImplOptions, scales: Scales): FilterImplOptions {
  const handler: FilterHandler = typeof filter === "function" ? filter : filter.handler
  const extra = scales.extra?.[name]
  return function (value: unknown, ...args: unknown[]) {
    const { memoryLimit } = this.context
    charge(memoryLimit, value, scales)
    for (const arg of args) charge(memoryLimit, arg, scales)
    if (extra) memoryLimit.use(extra(args))
    const result: unknown = handler.call(this, value, ...args)
    // Lists are compared by tags without being weighed again.
    if (scales.mostMembers !== undefined && Array.isArray(result)) charge(memoryLimit, result, scales)
    return result
  }
}

function charge(limiter: Limiter, value: unknown, { most, mostMembers }: Scales): void {
  limiter.use(weigh(value, most, mostMembers))
}

/** Work that many texts have together, in the weights of this file: some 0.1 µs each. */
export class SharedWork {
  #left: number

  constructor(most: number) {
    this.#left = most
  }

  /** @throws Error when less than that is left */
  spend(weight: number): void {
    if (!(weight > 0)) return
    if (weight > this.#left) throw new Error("the work of all texts together is done")
    this.#left -= weight
  }
}

/** Has what a limiter lets pass counted as part of the work of all. */
export function countIn(limiter: Limiter, work: SharedWork): void {
  const use = limiter.use.bind(limiter)
  limiter.use = (weight) => {
    use(weight)
    work.spend(weight)
  }
}

/** The operators that look through a value, which weigh it first: `contains` searches, equality compares lists. */
export function weighedOperators(scales: Scales): Operators {
  const operators = { ...defaultOperators }
  for (const name of ["contains", "==", "!="]) {
    const operator = defaultOperators[name]
    if (operator === undefined) throw new Error(`LiquidJS has no operator ${name}`)
    operators[name] = (left: unknown, right: unknown, context: Context) => {
      charge(context.memoryLimit, left, scales)
      charge(context.memoryLimit, right, scales)
      return operator(left, right, context)
    }
  }
  return operators
}

/** Where a text is written to, and its end if it gets too long. */
export class BoundedOutput implements Emitter {
  buffer = ""
  readonly #limiter: Limiter

  constructor(limiter: Limiter) {
    this.#limiter = limiter
  }

  write(output: unknown): void {
    const value: unknown = toValue(output)
    const weight = weigh(value, longestOutput)
    if (weight === Infinity) throw new OutputTooLong()
    this.#limiter.use(weight + perOutput)
    this.buffer += textOf(value)
    if (this.buffer.length > longestOutput) throw new OutputTooLong()
  }
}

/** As LiquidJS writes a value. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return ""
  if (Array.isArray(value)) return value.map(textOf).join("")
  return String(value)
}

/** LiquidJS bounds what filters build, but not what is captured: twenty captures of two copies each were a million. */
export class BoundedCapture extends CaptureTag {
  override *render(context: Context): Generator<unknown, void, string> {
    const output = new BoundedOutput(context.memoryLimit)
    yield this.liquid.renderer.renderTemplates(this.templates, context, output)
    context.bottom()[this.variable] = output.buffer
  }
}

/** A comment is not looked into: LiquidJS's own pattern for it took 600 ms for one of 16,000 line breaks. */
export class InlineComment extends Tag {
  override render(): void {}
}
