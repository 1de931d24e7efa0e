import { answerOf, type Shapes } from "../api/client.ts"
import { Unreachable } from "../api/http.ts"
import { Failure } from "../failure.ts"
import { openApi, readInstallation } from "../installation.ts"
import type { Screen } from "../print/screen.ts"
import type { Context } from "./context.ts"
import { wayToFix } from "./fix.ts"

/** `parley doctor`: everything between here and WhatsApp. @returns 1 when a check failed */
export async function doctor({ out, environment }: Context, options: { json?: boolean }): Promise<number> {
  const installation = readInstallation(environment)
  try {
    const api = await openApi(installation)
    const found = await answerOf(api.POST("/v1/doctor"))
    if (options.json) out.line(JSON.stringify(found, null, 2))
    else printDiagnosis(out, api.url, found)
    return found.ok ? 0 : 1
  } catch (error) {
    if (error instanceof Unreachable) throw unreachable(error, installation.dataDir)
    throw error
  }
}

function unreachable(error: Unreachable, dataDir: string): Failure {
  return new Failure(
    error.message,
    [
      "Is it running? Start it with `npm start` and leave that terminal open.",
      "Does it listen elsewhere? PORT, or PARLEY_URL for another machine, must say where.",
      `Did it stop? Its last words are in ${dataDir}/logs/server.log`,
    ].join("\n"),
  )
}

const marks = {
  ok: ["green", "✓"],
  warning: ["yellow", "!"],
  failed: ["red", "✗"],
  skipped: ["dim", "-"],
} as const

/** A checked list, each finding with what to do, and a sum at the end. */
export function printDiagnosis(
  screen: Screen,
  url: string,
  { checks }: Pick<Shapes["DoctorRun"], "checks">,
): void {
  screen.line(screen.paint("bold", `Parley at ${url}`))
  screen.line()
  const nameWidth = Math.max(0, ...checks.map((check) => check.name.length))
  for (const { name, state, message, help, subject, fix } of checks) {
    const [paint, mark] = marks[state]
    const about = subject === undefined ? "" : `${screen.paint("bold", subject)}: `
    screen.line(
      `${screen.paint(paint, mark)} ${name.replaceAll("_", " ").padEnd(nameWidth)}  ${about}${message}`,
    )
    if (state === "ok") continue
    const way = fix && wayToFix(url, fix)
    for (const line of [help, way])
      if (line !== undefined) screen.line(`${" ".repeat(nameWidth + 4)}${screen.paint("dim", "→")} ${line}`)
  }
  screen.line()
  screen.line(sumUp(checks.map((check) => check.state)))
}

function sumUp(states: readonly (keyof typeof marks)[]): string {
  const count = (state: keyof typeof marks) => states.filter((each) => each === state).length
  const [failed, warnings, skipped] = [count("failed"), count("warning"), count("skipped")]
  const parts = [
    failed > 0 && `${failed} failed`,
    warnings > 0 && `${warnings} ${warnings === 1 ? "warning" : "warnings"}`,
    skipped > 0 && `${skipped} skipped`,
    `${count("ok")} fine`,
  ]
  return parts.filter(Boolean).join(", ")
}
