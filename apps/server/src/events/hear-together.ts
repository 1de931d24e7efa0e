import type { Occurrence } from "@parley/model"

type Hear<T> = (occurrences: readonly T[]) => Promise<void>

interface Waiting<T> {
  occurrences: readonly T[]
  done: () => void
  failed: (error: unknown) => void
}

/** Of several at most so many occurrences are heard together. */
const mostTogether = 2_000

/**
 * Has what is asked in one turn of the event loop, and while it hears, heard together: a batch of events is in most partitions of the
 * log, each of which would cost a transaction of every room that hears. Where that fails each is heard for itself, as the fault is
 * one's alone.
 */
export function hearTogether<T = Occurrence>(hear: Hear<T>): Hear<T> {
  let waiting: Waiting<T>[] = []
  let isHearing = false
  const hearAll = async (those: readonly Waiting<T>[]) => {
    try {
      await hear(those.flatMap(({ occurrences }) => occurrences))
      for (const { done } of those) done()
    } catch (error) {
      const [only] = those
      if (those.length === 1) only?.failed(error)
      else for (const one of those) await hearAll([one])
    }
  }
  const hearWaiting = async () => {
    while (waiting.length > 0) {
      const groups = inGroups(waiting)
      waiting = []
      for (const group of groups) await hearAll(group)
    }
    isHearing = false
  }
  return (occurrences) =>
    new Promise((done, failed) => {
      waiting.push({ occurrences, done, failed })
      if (isHearing) return
      isHearing = true
      setImmediate(hearWaiting)
    })
}

function inGroups<T>(waiting: readonly Waiting<T>[]): Waiting<T>[][] {
  const groups: Waiting<T>[][] = []
  let room = 0
  for (const one of waiting) {
    const group = groups.at(-1)
    if (group && one.occurrences.length <= room) group.push(one)
    else {
      groups.push([one])
      room = mostTogether
    }
    room -= one.occurrences.length
  }
  return groups
}
