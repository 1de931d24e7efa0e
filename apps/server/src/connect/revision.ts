import { createHash } from "node:crypto"

const bytes = 6 // 48 bits, which every JSON number holds exactly

/** The revision of something that Meta keeps, from what it has now: the same for the same content, in any process. Pure. */
export function revisionOf(content: readonly unknown[]): number {
  return createHash("sha256").update(JSON.stringify(content)).digest().readUIntBE(0, bytes)
}
