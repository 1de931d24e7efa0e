#!/usr/bin/env node
import { once } from "node:events"
import { createInterface } from "node:readline/promises"
import { printFailure } from "./print/failure.ts"
import { screenOn } from "./print/screen.ts"
import { buildProgram } from "./program.ts"

function takeSignals(): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) process.exit(130) // asked twice: at once, whatever is left behind
      stopping.abort()
    })
  }
  return stopping.signal
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // Ctrl-C and Ctrl-D close it, and are no answer.
  const closed = once(terminal, "close").then(() => undefined)
  const answer = await Promise.race([terminal.question(question).catch(() => undefined), closed])
  if (answer === undefined) process.stderr.write("\n")
  terminal.close()
  return answer ?? ""
}

const context = {
  out: screenOn(process.stdout, process.env),
  err: screenOn(process.stderr, process.env),
  environment: process.env,
  ask: process.stdin.isTTY && process.stderr.isTTY ? ask : undefined,
  takeSignals,
}

try {
  await buildProgram(context, (code) => {
    process.exitCode = code
  }).parseAsync()
} catch (error) {
  printFailure(context.err, error)
  process.exitCode = 1
}
