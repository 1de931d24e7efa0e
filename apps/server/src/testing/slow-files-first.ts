import { BaseSequencer, type TestSpecification } from "vitest/node"

/** Where files take a minute, most of it waiting. */
const slow = "/e2e/src/"

/**
 * The tests of the whole system before all others, so that none of them is what a run waits for at its end. Among each
 * other files are in Vitest's order: by how long they took here, and by size where that is not known, as on a new clone.
 */
export class SlowFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => (moduleId.includes(slow) ? 0 : 1)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}
