/** The durable log's topic of clicks. An entry is the clicks of a tenth of a second. */
import { z } from "zod"
import type { Topic } from "../../platform/log/index.ts"

export const clickTopic: Topic = { name: "clicks", partitions: 4 }

/** One request for the address of a link. */
export interface Click {
  link: number
  /** The message is between these. */
  from: string
  to: string
  /** Milliseconds of the platform's clock. */
  at: number
  /** A preview, a scanner, a browser that looks ahead: counted apart. */
  isProgram: boolean
}

/** By the fraction of the millisecond of its message, which is evenly spread. */
export const partitionOfClick = ({ from }: Click): number =>
  Number.parseInt(from.slice(15, 18), 16) % clickTopic.partitions

/** Clicks that are applied once, by their id. */
interface ClickEntry {
  id: string
  clicks: Click[]
}

export const entryOf = (id: string, clicks: readonly Click[]): string =>
  JSON.stringify({
    id,
    clicks: clicks.map(({ link, from, to, at, isProgram }) => [link, from, to, at, isProgram ? 1 : 0]),
  })

const entry = z.object({
  id: z.uuid(),
  clicks: z.array(z.tuple([z.int(), z.uuid(), z.uuid(), z.number(), z.int()])),
})

/** @throws ZodError */
export function readEntry(payload: string): ClickEntry {
  const { id, clicks } = entry.parse(JSON.parse(payload))
  return {
    id,
    clicks: clicks.map(([link, from, to, at, isProgram]) => ({
      link,
      from,
      to,
      at,
      isProgram: isProgram === 1,
    })),
  }
}
