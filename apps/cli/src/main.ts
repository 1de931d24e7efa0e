#!/usr/bin/env node
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

const context = {
  out: screenOn(process.stdout, process.env),
  err: screenOn(process.stderr, process.env),
  environment: process.env,
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
