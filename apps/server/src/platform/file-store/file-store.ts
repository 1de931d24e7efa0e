import type { Readable } from "node:stream"

/** From one byte to another, both included, counted from 0. The file has them. */
export interface BytesOfFile {
  from: number
  to: number
}

/**
 * Keeps files under keys of ours: lower-case letters, digits, `-` and `/` between them, such as `media/018f…/018f…`. What
 * goes wrong is thrown, and may be done again.
 */
export interface FileStore {
  /** Keeps a file, in place of one that is there. A reader sees all of it or none. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** The file's bytes, or those of a part of it; undefined: there is none under this key. */
  read(key: string, part?: BytesOfFile): Promise<Readable | undefined>
  /** Takes a file away, if there is one. */
  delete(key: string): Promise<void>
  close(): Promise<void>
}

const keyPattern = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/

/** @throws Error for a key that could lead elsewhere: a mistake in the program */
export function requireKey(key: string): string {
  if (!keyPattern.test(key)) throw new Error(`${JSON.stringify(key)} cannot be the key of a file.`)
  return key
}
