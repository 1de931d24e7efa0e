/** Files of headers on their way to Meta: samples for its reviewers, and what messages show. */
import { type SampleFormat, sampleLimits, sniffSample } from "@parley/whatsapp/templates"
import { asProblem, type Problem } from "../api/problem.ts"
import { chosenWorkspace } from "../api/workspace-choice.ts"
import { amount, type Notation, toOnePlace } from "../look/time/notation.ts"

const kinds: Record<SampleFormat, string> = { IMAGE: "JPEG or PNG", VIDEO: "MP4", DOCUMENT: "PDF" }

const mebibyte = 1024 * 1024

/** What such a file may be, such as `JPEG or PNG, at most 5 MB`. */
export const fileHint = (format: SampleFormat): string =>
  `${kinds[format]}, at most ${sampleLimits[format].maxBytes / mebibyte} MB`

/** For the browser's dialog that chooses it. */
export const acceptedFiles = (format: SampleFormat): string => sampleLimits[format].mimeTypes.join(",")

/** The size of a file as people say it: `12 KB`, `3.4 MB`. */
export const sizeOf = ({ size }: { size: number }, notation: Notation): string =>
  size < mebibyte
    ? `${amount(Math.max(1, Math.round(size / 1024)), notation)} KB`
    : `${toOnePlace(size / mebibyte, notation)} MB`

/**
 * Uploads a file, the body of a request as it is, to `path` of the API. What Meta would not take never leaves the browser.
 * @param wanted the member of the answer that says where Meta has it
 * @returns that member
 * @throws why there is none, as `asProblem` reads it
 */
export async function uploadFile(
  file: File,
  format: SampleFormat,
  {
    path,
    query,
    wanted,
    notation,
  }: { path: string; query: Readonly<Record<string, string>>; wanted: string; notation: Notation },
): Promise<string> {
  const type = sniffSample(new Uint8Array(await file.slice(0, 16).arrayBuffer()))
  const refusal = refusalOf(file, type, format, notation)
  if (type === undefined || refusal !== undefined)
    throw { code: "invalid_file", message: refusal ?? "" } satisfies Problem
  const workspace = chosenWorkspace()
  const asked = new URLSearchParams({ ...query, file_name: file.name.slice(0, 240) })
  const answer = await fetch(`${path}?${asked}`, {
    method: "POST",
    body: file,
    headers: {
      "content-type": type,
      ...(workspace === null ? {} : { "Parley-Workspace": workspace }),
    },
  })
  const said: unknown = await answer.json()
  const value = answer.ok ? new Map(Object.entries(said ?? {})).get(wanted) : undefined
  if (typeof value !== "string") throw asProblem(said)
  return value
}

function refusalOf(
  file: File,
  type: string | undefined,
  format: SampleFormat,
  notation: Notation,
): string | undefined {
  const { mimeTypes, maxBytes } = sampleLimits[format]
  if (type === undefined || !mimeTypes.includes(type)) return `This file is not ${kinds[format]}.`
  if (file.size <= maxBytes) return undefined
  return `This file has ${sizeOf(file, notation)}; at most ${maxBytes / mebibyte} MB are allowed.`
}
