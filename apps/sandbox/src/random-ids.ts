/** A reversible mix of small integers (a Feistel network): ids that look random and still lead back. */

export interface ScrambleKey {
  /** Bits in each half; values are below 2^(2 × halfBits), at most 2^52. */
  halfBits: number
  rounds: readonly number[]
}

export function scrambleKey(halfBits: number, seed: number): ScrambleKey {
  return { halfBits, rounds: [0x5bd1e9, 0x1b8735, 0x6a09e6, 0x3c6ef3].map((round) => round ^ seed) }
}

export function scramble(value: number, key: ScrambleKey): number {
  const half = 2 ** key.halfBits
  let left = Math.floor(value / half)
  let right = value - left * half
  for (const round of key.rounds) {
    const next = left ^ mix(right, round, half - 1)
    left = right
    right = next
  }
  return left * half + right
}

export function unscramble(value: number, key: ScrambleKey): number {
  const half = 2 ** key.halfBits
  let left = Math.floor(value / half)
  let right = value - left * half
  for (let i = key.rounds.length - 1; i >= 0; i--) {
    const previous = right ^ mix(left, key.rounds[i] ?? 0, half - 1)
    right = left
    left = previous
  }
  return left * half + right
}

function mix(half: number, round: number, mask: number): number {
  let h = Math.imul(half ^ round, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) & mask
}
