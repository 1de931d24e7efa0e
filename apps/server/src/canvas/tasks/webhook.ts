import { liquidOf, mostContextBytes } from "@parley/model"
import pLimit from "p-limit"
import type { Platform } from "../../platform/index.ts"
import type { Run } from "../engine/runs.ts"
import { type RenderedTexts, renderFor } from "./render.ts"
import { failed, type Performing, type Task, type TaskDone } from "./task.ts"

/** Requests under way at a time, of one process. */
const fewAtOnce = pLimit(16)
const timeoutMs = 10_000
const mostAnswerBytes = 50 * 1024
const tries = 4
const firstPauseMs = 500

/** Asks another system, again after a while where it fails; the answer may be kept. */
export const askOutside: Performing<"webhook"> = {
  async perform(platform, task) {
    const texts = liquidOf(task.step).map(({ text }) => text)
    const rendered = await renderFor(platform, task.version, texts, task.runs)
    const outcomes = await Promise.all(
      task.runs.map((run) => fewAtOnce(() => ask(platform, task, run, rendered.get(run.id)))),
    )
    return async (_tx, _now, open) => {
      const ids = new Set(open.map(({ id }) => id))
      return outcomes.filter(({ run }) => ids.has(run.id))
    }
  },
}

async function ask(
  { outgoing }: Platform,
  { step }: Task<"webhook">,
  run: Run,
  rendered: RenderedTexts | undefined,
): Promise<TaskDone> {
  if (rendered === undefined || !rendered.ok) return failed(run, rendered?.message ?? "the contact is gone")
  const [url = "", ...rest] = rendered.texts
  const names = Object.keys(step.headers)
  const headers = Object.fromEntries(names.map((name, place) => [name, oneLine(rest[place] ?? "")]))
  const body = rest[names.length] ?? ""
  const problem = await outgoing.problemWith(url.trim())
  if (problem !== undefined) return failed(run, `The address ${problem}.`)
  let failure = "no answer"
  for (let turn = 0; turn < tries; turn++) {
    if (turn > 0) await pause(firstPauseMs * 2 ** (turn - 1))
    const answer = await outgoing.ask(url.trim(), {
      method: step.method,
      headers: {
        ...(body !== "" && { "content-type": "application/json" }),
        ...headers,
        // The same at every try: who is asked twice can tell.
        "idempotency-key": `${run.id}-${run.seq}`,
      },
      body: step.method === "GET" || body === "" ? null : body,
      timeoutMs,
      mostBytes: mostAnswerBytes,
    })
    const { status } = answer
    if (status !== null && status < 300) return answered(step.save_as, run, status, answer.text)
    failure = status === null ? (answer.failure ?? failure) : `answered ${status}`
    if (status !== null && status < 500 && status !== 429 && status !== 408) break
  }
  return failed(run, failure)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A value with a line break would be two headers. */
const oneLine = (text: string) => text.replaceAll(/[\r\n\0]+/g, " ").trim()

function answered(saveAs: string | null, run: Run, status: number, text: string): TaskDone {
  const performed = { ok: true, saw: { status } } as const
  if (saveAs === null) return { run, performed }
  const value = parsed(text)
  const context = { ...run.context, [saveAs]: value }
  if (value === undefined || Buffer.byteLength(JSON.stringify(context)) > mostContextBytes)
    return { run, performed: { ok: true, saw: { status, not_updated: [saveAs] } } }
  return { run, performed, context }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
