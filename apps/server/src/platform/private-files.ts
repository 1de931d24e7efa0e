import { createWriteStream, type WriteStream } from "node:fs"
import { chmod, mkdir, stat, writeFile } from "node:fs/promises"

/** Run by root, PostgreSQL is another account's and must get through to its own folder; it may not look around. */
const folderMode = process.getuid?.() === 0 ? 0o711 : 0o700
const fileMode = 0o600

/**
 * Makes a folder that its owner alone can look into, or closes it to others where it exists. One that is everyone's, such
 * as /tmp, stays so.
 */
export async function privateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: folderMode })
  if (((await stat(folder)).mode & 0o1000) === 0) await closeToOthers(folder, folderMode)
}

/** Writes a file that its owner alone can read, also where it was there with a wider mode. */
export async function writePrivateFile(file: string, content: string): Promise<void> {
  await closeFile(file)
  await writeFile(file, content, { mode: fileMode })
}

/** Writes a new file, of which not all is there at once, that its owner alone can read. */
export function writeStream(file: string): WriteStream {
  return createWriteStream(file, { mode: fileMode, flush: true })
}

/** Takes from a file what others than its owner may do with it, if there is such a file. */
export function closeFile(file: string): Promise<void> {
  return closeToOthers(file, fileMode).catch(unless("ENOENT"))
}

/** A volume may be mounted so that nobody here can change it, and is then as private as it was mounted. */
async function closeToOthers(path: string, mode: number): Promise<void> {
  const known = (await stat(path)).mode & 0o777
  if ((known & mode) !== known) await chmod(path, known & mode).catch(unless("EPERM", "EROFS"))
}

/** Lets an error of the system pass that has one of these codes. */
export function unless(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error && "code" in error && codes.some((code) => code === error.code))) throw error
  }
}
