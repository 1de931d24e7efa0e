import type { BytesOfFile } from "../../platform/file-store/index.ts"

/**
 * The part of a file that a browser asks for by `Range`, which it does to play sounds and videos; undefined: all of it, also
 * where it asks for several parts or for what is no part (RFC 9110, 14.2). `"none"`: the file does not have it. Pure.
 * @param bytes of the file
 */
export function requestedPart(range: string | undefined, bytes: number): BytesOfFile | "none" | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? []
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined
  const from = first === "" ? Math.max(0, bytes - Number(last)) : Number(first)
  const to = first === "" || last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (first !== "" && last !== "" && Number(first) > Number(last)) return undefined
  return from > to ? "none" : { from, to }
}
