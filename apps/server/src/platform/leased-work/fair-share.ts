/** How work of one kind is shared out, as one worker sees it. Numbers of pieces. */
export interface Sharing {
  /** Want a worker and have none. */
  free: number
  /** At work here. */
  mine: number
  /** Being given back here: told to stop, and not free yet. */
  givingBack: number
  /** Of each other worker. */
  others: readonly number[]
  /** Of processes that take no more: they will be shared out, too. */
  leaving: number
}

/**
 * What one worker does so that all have about as much: it takes of what is free up to its share, which is all pieces by all
 * workers, rounded up; and of what it has beyond that it gives back what others have too little of, and cannot have otherwise.
 * Pure. Whatever order the workers look in, it ends with everything taken and nobody above a share.
 */
export function shareOut({ free, mine, givingBack, others, leaving }: Sharing): {
  take: number
  giveBack: number
} {
  const all = free + mine + givingBack + leaving + sum(others)
  const share = Math.ceil(all / (others.length + 1))
  const lacking = sum(others.map((held) => Math.max(0, share - held)))
  return {
    take: Math.min(free, Math.max(0, share - mine - givingBack)),
    giveBack: Math.max(0, Math.min(mine - share, lacking - givingBack - free)),
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
