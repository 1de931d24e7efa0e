import { type ChildProcess, fork } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Personal, Rendered } from "./render.ts"
import type { Answer, Batch } from "./render-process.ts"

/** Texts of one content, and those who get it. */
export interface RenderJob {
  /** Who it is for, such as a workspace: each has one job rendered at a time, and its turn. */
  owner: string
  texts: readonly string[]
  people: readonly Personal[]
}

/** Two, so that what one owner has rendered holds up nobody. */
const mostProcesses = 2
/** Handed over for one turn; what does not get done in it is handed over again. */
const mostInTurn = 100
/** A job that has not started by then is given back. */
const longestWaitMs = 5_000
/** A process answers within a second, however slow its texts: one that does not has no processor to run on. */
const longestSilenceMs = 30_000
const idleMs = 60_000
/** Of the process: enough for what a message may weigh, several times over. */
const heapMb = 192
/** Nothing else of the environment, least of all its secrets. */
const keptEnvironment = ["TZ", "LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_TIME", "SystemRoot"]

type Outcome = Rendered[] | "busy"

interface Job extends RenderJob {
  rendered: Rendered[]
  /** A process was lost over it, by one of its people or by what many had together: until that is known each is tried alone. */
  isAlone: boolean
  resolve(outcome: Outcome): void
  timer: NodeJS.Timeout
}

/**
 * Renders texts that may take any time in processes apart, a few for all. They are started when they are needed and end
 * when they have nothing to do; what a text does to one of them concerns its own content only.
 */
class RenderPool {
  /** By owner; the owner that is first in it has waited longest for a turn. */
  readonly #waiting = new Map<string, Job[]>()
  readonly #running = new Set<string>()
  readonly #idle = new Map<ChildProcess, NodeJS.Timeout>()

  render(job: RenderJob): Promise<Outcome> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#giveUp(waiting), longestWaitMs)
      const waiting: Job = { ...job, rendered: [], isAlone: false, resolve, timer }
      this.#wait(job.owner, [...(this.#waiting.get(job.owner) ?? []), waiting])
      this.#begin()
    })
  }

  #wait(owner: string, jobs: Job[]): void {
    if (jobs.length > 0) this.#waiting.set(owner, jobs)
    else this.#waiting.delete(owner)
  }

  #giveUp(job: Job): void {
    const jobs = this.#waiting.get(job.owner) ?? []
    this.#wait(
      job.owner,
      jobs.filter((other) => other !== job),
    )
    job.resolve("busy")
  }

  #begin(): void {
    for (const [owner, [job, ...others]] of this.#waiting) {
      if (this.#running.size >= mostProcesses) return
      if (job === undefined || this.#running.has(owner)) continue
      clearTimeout(job.timer)
      // Behind all others that wait, if there is more for it to do.
      this.#waiting.delete(owner)
      this.#wait(owner, others)
      this.#running.add(owner)
      void this.#run(job)
    }
  }

  async #run(job: Job): Promise<void> {
    // Where a process cannot even be started, that is no fault of the texts, either.
    const outcome = await this.#turn(job).catch((): Outcome => "busy")
    this.#running.delete(job.owner)
    if (outcome) job.resolve(outcome)
    else this.#wait(job.owner, [job, ...(this.#waiting.get(job.owner) ?? [])])
    this.#begin()
  }

  /** @returns undefined when the job needs another turn */
  async #turn(job: Job): Promise<Outcome | undefined> {
    const { texts, people, rendered } = job
    const from = rendered.length
    const child = this.#wake()
    const answer = await ask(child, {
      texts,
      people: people.slice(from, from + (job.isAlone ? 1 : mostInTurn)),
    })
    if (answer === "busy") return answer
    if (answer === "lost") {
      if (job.isAlone) rendered.push(lost)
      job.isAlone = !job.isAlone
    } else {
      this.#rest(child)
      rendered.push(...answer)
    }
    const last = rendered.at(-1)
    if (last !== undefined && slowAtEnd(rendered) >= mostSlowInARow)
      return people.map((_, index) => rendered[index] ?? last)
    return rendered.length < people.length ? undefined : rendered
  }

  #wake(): ChildProcess {
    const [idle] = this.#idle
    if (idle === undefined) return startProcess((child) => this.#idle.delete(child))
    const [child, timer] = idle
    clearTimeout(timer)
    this.#idle.delete(child)
    return child
  }

  #rest(child: ChildProcess): void {
    const end = () => {
      this.#idle.delete(child)
      if (child.connected) child.disconnect()
    }
    this.#idle.set(child, setTimeout(end, idleMs).unref())
  }
}

/** Of so many people in a row it is not the one person that makes a text slow: it would take as long for the next one. */
export const mostSlowInARow = 3

/** How many of the last took too much time or memory. @param before how many did before the first of these */
export function slowAtEnd(rendered: readonly Rendered[], before = 0): number {
  const others = rendered.findLastIndex((one) => one.ok || one.why !== "too_slow")
  return rendered.length - 1 - others + (others < 0 ? before : 0)
}

const lost: Rendered = { ok: false, text: 0, why: "too_slow", message: "takes too much memory" }

/** It keeps nobody from ending, and ends with who started it, as the channel between them does. */
function startProcess(ended: (child: ChildProcess) => void): ChildProcess {
  const env = keptEnvironment.flatMap((name) =>
    process.env[name] === undefined ? [] : [[name, process.env[name]]],
  )
  const child = fork(fileURLToPath(new URL("./render-process.ts", import.meta.url)), [], {
    execArgv: [`--max-old-space-size=${heapMb}`],
    env: Object.fromEntries(env),
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  })
  child.on("error", () => ended(child))
  child.on("exit", () => ended(child))
  child.unref()
  child.channel?.unref()
  return child
}

/**
 * @returns what was rendered, at least for the first of the people; `lost` when the process broke down over it; `busy` when
 *   there was no room for it on this machine, which says nothing about the texts
 */
function ask(child: ChildProcess, batch: Batch): Promise<Rendered[] | "lost" | "busy"> {
  return new Promise((resolve) => {
    const end = (answer: Rendered[] | "lost" | "busy") => {
      clearTimeout(timer)
      child.off("message", heard).off("exit", exited).off("error", failed)
      resolve(answer)
    }
    const heard = (message: unknown) => end(isAnswer(message) ? message.rendered : "busy")
    const exited = (code: number | null, signal: string | null) =>
      end(isBreakdown(code, signal) ? "lost" : "busy")
    const failed = () => {
      child.kill("SIGKILL")
      end("busy")
    }
    child.on("message", heard).on("exit", exited).on("error", failed)
    const timer = setTimeout(failed, longestSilenceMs)
    try {
      child.send(batch)
    } catch {
      failed()
    }
  })
}

/** A full heap ends a process by SIGABRT or SIGTRAP; by SIGKILL it is ended by us, or by a machine that is short of memory. */
const isBreakdown = (code: number | null, signal: string | null) =>
  signal === null ? code !== null && code > 127 : signal !== "SIGKILL"

const isAnswer = (message: unknown): message is Answer =>
  typeof message === "object" && message !== null && "rendered" in message

/** One for the process, whatever it runs: previews and lanes share it. */
const pool = new RenderPool()

/**
 * Renders for many in a process apart.
 * @returns what each of the people gets, in their order; where a content takes too much time or memory for several of them in a
 *   row, those after them get nothing either. `busy` when its turn did not come within five seconds, or this machine has no
 *   room for it now
 */
export const renderApart = async (job: RenderJob): Promise<Rendered[] | "busy"> =>
  job.people.length === 0 ? [] : pool.render(job)
