import { Fatal } from "./fatal.ts"

/** Most endpoints take so many of each kind in one request. */
export const mostOfOneKind = 50

/**
 * A list of a request, where one value may stand for a list of one. Nothing is an empty list.
 * @throws Fatal when there are more than 50
 */
export function readList(value: unknown, most = mostOfOneKind): unknown[] {
  const list = value === undefined || value === null ? [] : [value].flat()
  if (list.length > most) throw new Fatal("The max number of ids per request was exceeded")
  return list
}

/**
 * The number of a page, from 0.
 * @throws Fatal 400
 */
export function readPage(value: unknown): number {
  if (value === undefined || value === "") return 0
  if (typeof value !== "string" || !/^\d{1,6}$/.test(value)) throw new Fatal("'page' must be a number")
  return Number(value)
}
