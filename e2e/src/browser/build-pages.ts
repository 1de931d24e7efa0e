import { arePagesBuilt, buildPages } from "../../../apps/sandbox/src/pages/build.ts"

/** Builds the sandbox's pages once before a test run, so that the processes under test need not each do it. */
export default async function setup(): Promise<void> {
  if (!arePagesBuilt()) await buildPages()
}
