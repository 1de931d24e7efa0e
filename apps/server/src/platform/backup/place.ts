/** Where an installation keeps what belongs to it, as far as a backup goes. */
import { existsSync } from "node:fs"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { CannotStart } from "../cannot-start.ts"
import type { BackupPlace } from "../config.ts"
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../database/index.ts"
import { unless, writePrivateFile } from "../private-files.ts"
import { keptSecret } from "../secrets.ts"
import type { InstallationKeys } from "./keys.ts"

const kept = {
  encryption_key: "encryption.key",
  verify_token: "webhook-verify-token",
  api_key: "api-key",
} as const

/** Opens the database of an installation, its own or the embedded one, whether that runs or not. */
export async function openDatabase({
  databaseUrl,
  dataDir,
}: BackupPlace): Promise<Pick<EmbeddedPostgres, "url" | "stop">> {
  if (databaseUrl !== undefined) return { url: databaseUrl, stop: async () => undefined }
  return await startEmbeddedPostgres({ folder: join(dataDir, "postgres") })
}

/** Whether there is an embedded database in the folder, which looking for it would otherwise make. */
export const hasEmbedded = ({ dataDir }: BackupPlace): boolean => existsSync(join(dataDir, "postgres"))

/** The keys as the server would find them: from the environment, else from the folder; undefined where there are none yet. */
export async function readKeys(
  place: BackupPlace,
): Promise<{ [Key in keyof InstallationKeys]: InstallationKeys[Key] | undefined }> {
  const read = async (key: keyof typeof kept) => {
    const content = await readFile(join(place.dataDir, kept[key]), "utf8").catch(unless("ENOENT"))
    return content?.trim()
  }
  return {
    encryption_key: place.encryptionKey ?? (await read("encryption_key")),
    verify_token: place.verifyToken ?? (await read("verify_token")),
    api_key: place.apiKey ?? (await read("api_key")),
  }
}

/** Puts keys where the server finds them, but for those that the environment gives it. */
export async function writeKeys(place: BackupPlace, keys: InstallationKeys): Promise<void> {
  const given = {
    encryption_key: place.encryptionKey,
    verify_token: place.verifyToken,
    api_key: place.apiKey,
  }
  for (const key of ["encryption_key", "verify_token", "api_key"] as const) {
    const value = keys[key]
    if (value === undefined || given[key] !== undefined) continue
    const found = await keptSecret(place.dataDir, kept[key], () => value)
    if (found !== value) await writePrivateFile(join(place.dataDir, kept[key]), `${value}\n`)
  }
}

/** Where files that people send are kept, unless they are in a bucket. */
export const filesFolder = ({ dataDir }: BackupPlace): string => join(dataDir, "files")

/** The files below a folder as paths in it, the same on every system; none where there is no folder. */
export async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(unless("ENOENT"))
  return (found ?? [])
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".part"))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .toSorted()
}

/** @throws CannotStart */
export function refuse(sentence: string): never {
  throw new CannotStart(sentence)
}
