import { randomInt } from "node:crypto"
import type { TestProject } from "vitest/node"

declare module "vitest" {
  interface ProvidedContext {
    /** What the property tests of this run generate their cases from. */
    propertySeed: number
  }
}

/** One seed for a whole test run: another one each time, or PROPERTY_SEED, so that a run can be repeated. */
export default function setup(project: TestProject): void {
  const seed = Number(process.env.PROPERTY_SEED ?? randomInt(2 ** 31))
  if (!Number.isSafeInteger(seed))
    throw new Error(`PROPERTY_SEED is not a whole number: ${process.env.PROPERTY_SEED}`)
  if (!Number.isSafeInteger(propertyRuns) || propertyRuns < 1)
    throw new Error(`PROPERTY_RUNS is not a number of cases: ${process.env.PROPERTY_RUNS}`)
  process.stdout.write(`Property tests: ${propertyRuns} cases each, PROPERTY_SEED=${seed}\n`)
  project.provide("propertySeed", seed)
}

/** Cases of a property, unless its test says why it takes fewer: 500, or PROPERTY_RUNS. */
export const propertyRuns = Number(process.env.PROPERTY_RUNS ?? 500)
