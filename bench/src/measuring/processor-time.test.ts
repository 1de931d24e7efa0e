import { spawn } from "node:child_process"
import { once } from "node:events"
import { expect, it } from "vitest"
import { processorSeconds, processorSecondsWithChildren } from "./processor-time.ts"

/** Uses up 0.2 s of processor time, says so, and ends, or stays until its input is closed. */
const busy = (stays: boolean) =>
  `while (process.cpuUsage().user < 200_000); console.log("busy"); ${stays ? "process.stdin.resume()" : ""}`
/** Starts one of each, and says when both have been busy. */
const parent = `
  const { spawn } = require("node:child_process")
  const start = (script) => spawn(process.execPath, ["-e", script], { stdio: ["pipe", "pipe", "inherit"] })
  const [ends, stays] = [start(${JSON.stringify(busy(false))}), start(${JSON.stringify(busy(true))})]
  ends.stdin.end()
  process.stdin.resume().on("end", () => stays.stdin.end())
  let left = 2
  const one = () => --left === 0 && console.log("done")
  ends.on("exit", one)
  stays.stdout.once("data", one)`

it("adds up what children use, those that run and those that have ended", async () => {
  const child = spawn(process.execPath, ["-e", parent], { stdio: ["pipe", "pipe", "inherit"] })
  const ended = once(child, "exit")
  await once(child.stdout, "data")
  const [own, all] = [
    await processorSeconds(child.pid ?? 0),
    await processorSecondsWithChildren(child.pid ?? 0),
  ]
  child.stdin.end()
  await ended
  expect(all - own).toBeGreaterThanOrEqual(0.36) // two of 0.2 s, less what is not a whole tick
})
