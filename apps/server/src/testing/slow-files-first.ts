import { BaseSequencer, type TestSpecification } from "vitest/node"

/** Where files take a minute, most of it waiting. */
const slow = "/e2e/src/"

/** Whether a test file, by its path, is one that opens a browser. */
export const opensBrowser = (path: string): boolean => /\/e2e\/src\/(dashboard|sandbox)-[^/]+$/.test(path)

/**
 * The tests of the whole system before all others, so that none of them is what a run waits for at its end; those that open a
 * browser, which keep the processors busy, spread over the others of them, which wait for most of their time. Otherwise files
 * are in Vitest's order: by how long they took here, and by size where that is not known, as on a new clone.
 */
export class SlowFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const [ofSystem, others] = divide(sorted, ({ moduleId }) => moduleId.includes(slow))
    return [...spread(divide(ofSystem, ({ moduleId }) => opensBrowser(moduleId))), ...others]
  }
}

function divide<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))]
}

/** Each list in its order, and so that of each as large a part has come at any place. */
function spread<T>(lists: readonly T[][]): T[] {
  return lists
    .flatMap((list) => list.map((one, place) => ({ one, part: (place + 0.5) / list.length })))
    .toSorted((one, other) => one.part - other.part)
    .map(({ one }) => one)
}
