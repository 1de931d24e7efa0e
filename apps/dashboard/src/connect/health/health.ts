/** How WhatsApp stands for this workspace, in a word and a sentence. Pure. */
import type { Shapes } from "../../api/client.ts"
import { type Standing, standingOf } from "../status.ts"

type Checks = readonly Pick<Shapes["Check"], "state">[]
type Number = Parameters<typeof standingOf>[0] & Pick<Shapes["Number"], "display_phone_number">

export interface Health {
  level: "fine" | "warning" | "failed"
  /** In two words at most. */
  short: string
  sentence: string
}

/** A number that does not send as it should. */
export interface Trouble {
  phone: string
  standing: Standing
}

const grave = "red"

/** `2 checks failed`, `1 check failed`; undefined: none is in that state. */
export function countChecks(checks: Checks, state: "failed" | "warning"): string | undefined {
  const count = checks.filter((check) => check.state === state).length
  if (count === 0) return undefined
  return state === "warning" ? inWords(count, "warning") : `${inWords(count, "check")} failed`
}

/** The numbers in use that Meta, or a hold of ours, keeps from sending; those that it keeps entirely come first. */
export function troublesOf(numbers: readonly Number[], now: Date): Trouble[] {
  const troubles = numbers
    .filter((number) => number.registered && number.disconnected_at === null)
    .map((number) => ({ phone: number.display_phone_number, standing: standingOf(number, now) }))
    .filter(({ standing }) => standing.color === grave || standing.color === "yellow")
  return troubles.sort((one, other) => rank(one) - rank(other))
}

const rank = ({ standing }: Trouble) => (standing.color === grave ? 0 : 1)

/** What several checks of an account found alike, such as that Meta does not answer, is told once. */
export function distinct(checks: readonly Shapes["Check"][]): Shapes["Check"][] {
  const told = new Map(
    checks.map((check) => [JSON.stringify({ ...check, name: check.subject ? "" : check.name }), check]),
  )
  return [...told.values()]
}

/** @param checks of the last examination; undefined: there was none */
export function healthOf(checks: Checks | undefined, troubles: readonly Trouble[]): Health {
  const sayings = [
    checks && countChecks(checks, "failed"),
    ...troubles.map(({ phone, standing }) => `${phone}: ${standing.label.toLowerCase()}`),
    checks && countChecks(checks, "warning"),
  ].filter((saying) => saying !== undefined)
  if (sayings.length === 0) return { level: "fine", short: "OK", sentence: "Everything is in place" }
  const sentence = sayings.join(", ")
  const count = (state: string) => checks?.filter((check) => check.state === state).length ?? 0
  const issues = count("failed") + troubles.filter(({ standing }) => standing.color === grave).length
  if (issues > 0) return { level: "failed", short: inWords(issues, "issue"), sentence }
  const warnings = count("warning") + troubles.length
  return { level: "warning", short: inWords(warnings, "warning"), sentence }
}

const inWords = (amount: number, what: string) => `${amount} ${what}${amount === 1 ? "" : "s"}`
