/**
 * Renders what may take any time, in a process of its own: what goes wrong here, a heap that is full included, is felt
 * nowhere else. (A thread is not enough. With `resourceLimits` of 64 MB the loop of a range beyond the whole numbers
 * ended the entire process: "FATAL ERROR: Reached heap limit".)
 */
import os from "node:os"
import { Script } from "node:vm"
import type { Template } from "liquidjs"
import { apartLiquid, apartScales, LiquidError, parseApart } from "./language.ts"
import { type Personal, type Rendered, renderTexts } from "./render.ts"

/** What is to be rendered: the texts of one content, for each of the people. At least one of them is answered. */
export interface Batch {
  texts: readonly string[]
  people: readonly Personal[]
}

/** What the first of the people get, in their order. Who is not among them has to be asked for again. */
export interface Answer {
  rendered: Rendered[]
}

/** How long one batch may take before others have their turn. */
const turnMs = 250
/**
 * Time of the processor for one message that did not end within a turn. What a healthy text takes is far below; and it is
 * not time on the wall, for a busy machine may stop us in the middle of a text (50 ms on the wall lost 7 of 1,000,000
 * messages).
 */
const budgetMs = 200
/** Where a machine is so busy that the budget is not used up in that time, the text gets more, up to the longest. */
const aloneMs = { first: 400, longest: 6_400 }

let work: () => void = () => {}
Object.defineProperty(globalThis, "runWork", { value: () => work() })
/** Unlike a look at the clock between two tags, this also ends what is inside one, such as a search in a long text. */
const interruptible = new Script("runWork()")

/** @returns whether it was over within that time, on the wall */
function endsWithin(timeout: number, task: () => void): boolean {
  work = task
  try {
    interruptible.runInThisContext({ timeout })
    return true
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT")
      return false
    throw error
  }
}

function render(texts: readonly string[], people: readonly Personal[]): Rendered[] {
  const parsed = parse(texts)
  if ("ok" in parsed) return people.map(() => parsed)
  const rendered: Rendered[] = []
  endsWithin(turnMs, () => {
    for (const personal of people) rendered.push(renderOne(parsed, personal))
  })
  const [first] = people
  return rendered.length > 0 || first === undefined ? rendered : [renderAlone(parsed, first)]
}

const renderOne = (texts: Template[][], personal: Personal) =>
  renderTexts(apartLiquid, texts, personal, apartScales.most)

function renderAlone(texts: Template[][], personal: Personal): Rendered {
  let rendered: Rendered | undefined
  for (let withinMs = aloneMs.first; ; withinMs = Math.min(withinMs * 4, aloneMs.longest)) {
    const before = process.threadCpuUsage()
    endsWithin(withinMs, () => {
      rendered = renderOne(texts, personal)
    })
    if (rendered) return rendered
    const { user, system } = process.threadCpuUsage(before)
    if (user + system >= budgetMs * 1_000) {
      return { ok: false, text: 0, why: "too_slow", message: "takes too much time" }
    }
  }
}

function parse(texts: readonly string[]): Template[][] | (Rendered & { ok: false }) {
  try {
    return texts.map(parseApart)
  } catch (error) {
    if (!(error instanceof LiquidError)) throw error
    return { ok: false, text: 0, why: "error", message: `cannot be rendered: ${error.message}` }
  }
}

const isBatch = (message: unknown): message is Batch =>
  typeof message === "object" && message !== null && "people" in message

// Those who wait for an answer to other requests go first.
os.setPriority(5)
// Ctrl-C goes to every process of a terminal; the one that started us says when it needs us no more.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {})
process.on("disconnect", () => process.exit())
process.on("message", (message) => {
  if (isBatch(message)) process.send?.({ rendered: render(message.texts, message.people) } satisfies Answer)
})
