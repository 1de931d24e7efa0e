/** The folder that files are kept in, and what is known of when they were pulled. */
import { createHash } from "node:crypto"
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { z } from "zod"
import { Failure } from "../failure.ts"
import { type Kind, kinds } from "./kinds.ts"
import { isMembers } from "./yaml-file.ts"

/** A file as it is in the folder. */
export interface TextFile {
  kind: Kind
  /** In the folder, with `/`: `campaigns/spring.yaml`. */
  path: string
  text: string
}

const isYaml = (name: string) => /\.ya?ml$/i.test(name) && !name.startsWith(".")

/** Every file of these kinds, by path. A folder that is not there has none. */
export async function readFolder(folder: string, wanted: readonly Kind[]): Promise<TextFile[]> {
  const files: TextFile[] = []
  for (const kind of kinds.filter((each) => wanted.includes(each))) {
    const names = (await readdir(join(folder, kind)).catch(noneWhereAbsent)).filter(isYaml).sort()
    const texts = await Promise.all(names.map((name) => readFile(join(folder, kind, name), "utf8")))
    files.push(...texts.map((text, place) => ({ kind, path: `${kind}/${names[place]}`, text })))
  }
  return files
}

function noneWhereAbsent(error: unknown): string[] {
  if (isMembers(error) && error.code === "ENOENT") return []
  throw new Failure(error instanceof Error ? error.message : String(error))
}

/** As a whole: a command that is ended in the middle leaves the old text or the new one. */
export async function writeText(folder: string, path: string, text: string): Promise<void> {
  const file = join(folder, path)
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.new`, text)
    await rename(`${file}.new`, file)
  } catch (error) {
    throw new Failure(`${file} cannot be written: ${error instanceof Error ? error.message : error}`)
  }
}

export const removeFile = (folder: string, path: string): Promise<void> =>
  rm(join(folder, path), { force: true })

/** What a file and its object were when they were last the same. */
const base = z.object({ id: z.string(), revision: z.int(), digest: z.string() })
export type Base = z.output<typeof base>

const pulled = z.object({
  version: z.literal(1),
  workspaces: z.record(z.string(), z.record(z.string(), base)),
})

const pulledFile = ".pulled.json"

/** By paths: what the files of a workspace were when they were last pulled or pushed. */
export async function readBases(folder: string, workspaceId: string): Promise<Map<string, Base>> {
  const { workspaces } = await readPulled(folder)
  return new Map(Object.entries(workspaces[workspaceId] ?? {}))
}

export async function keepBases(
  folder: string,
  workspaceId: string,
  bases: ReadonlyMap<string, Base>,
): Promise<void> {
  const { workspaces } = await readPulled(folder)
  const all = { ...workspaces, [workspaceId]: Object.fromEntries(inOrder(bases)) }
  const kept = { version: 1, workspaces: Object.fromEntries(inOrder(new Map(Object.entries(all)))) }
  await writeText(folder, pulledFile, `${JSON.stringify(kept, undefined, 2)}\n`)
}

const inOrder = <T>(map: ReadonlyMap<string, T>): [string, T][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

async function readPulled(folder: string): Promise<z.output<typeof pulled>> {
  const file = join(folder, pulledFile)
  const text = await readFile(file, "utf8").catch(() => undefined)
  if (text === undefined) return { version: 1, workspaces: {} }
  try {
    return pulled.parse(JSON.parse(text))
  } catch {
    throw new Failure(
      `${file} cannot be read: it is not what \`parley pull\` wrote.`,
      "Where git could not merge it, take either side, or delete the file and pull again.",
    )
  }
}

/** The same for what says the same, in whatever order. */
export const digestOf = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value, sortedMembers)).digest("hex").slice(0, 32)

const sortedMembers = (_name: string, value: unknown): unknown =>
  isMembers(value) ? Object.fromEntries(inOrder(new Map(Object.entries(value)))) : value

/** Names that Windows keeps for devices. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/

/** A file name out of what something is called. */
export function fileName(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_.]+/gu, "-")
    .replaceAll(/^[-.]+|[-.]+$/g, "")
  const short = [...plain]
    .slice(0, 60)
    .join("")
    .replace(/[-.]+$/, "")
  if (short === "") return "unnamed"
  return device.test(short) ? `${short}-` : short
}
