import { configureGlobal } from "fast-check"
import { inject } from "vitest"
import { propertyRuns } from "./property-seed.ts"

configureGlobal({ numRuns: propertyRuns, seed: inject("propertySeed") })
