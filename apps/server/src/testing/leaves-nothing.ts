import { afterAll, beforeAll, expect } from "vitest"

/** Test files share a process, one after the other: each leaves its folder and environment as they were. */
let folder: string
let environment: NodeJS.ProcessEnv

beforeAll(() => {
  folder = process.cwd()
  environment = { ...process.env }
})
afterAll(() => {
  const names = Object.keys({ ...environment, ...process.env })
  const changed = names.filter((name) => process.env[name] !== environment[name])
  expect({ folder: process.cwd(), changed }, "what this file leaves to the next").toEqual({
    folder,
    changed: [],
  })
})
