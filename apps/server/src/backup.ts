/**
 * What `parley backup` and `parley restore` run: `backup.ts save <file> [--no-keys]` and `backup.ts restore <file>`, with
 * the environment of the server. Says what it did in JSON, or why it did nothing in a sentence and with exit code 78.
 */
import { parseArgs } from "node:util"
import { restoreBackup, saveBackup } from "./platform/backup/index.ts"
import { CannotStart } from "./platform/cannot-start.ts"
import { readBackupPlace } from "./platform/config.ts"

const loadRooms = async () => (await import("./rooms.ts")).rooms

async function run(): Promise<unknown> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { "no-keys": { type: "boolean", default: false } },
  })
  const [what, file] = positionals
  const place = readBackupPlace(process.env)
  const { passphrase } = place
  if (file !== undefined && what === "restore")
    return await restoreBackup(place, { file, passphrase, loadRooms })
  if (file === undefined || what !== "save") throw new CannotStart("Say save or restore, and a file.")
  const hasNoKeys = values["no-keys"]
  if (passphrase === undefined && !hasNoKeys)
    throw new CannotStart(
      "PARLEY_BACKUP_PASSPHRASE is not set; expected a passphrase that seals the keys in the backup. Or leave them out with --no-keys, and keep ENCRYPTION_KEY yourself.",
    )
  return await saveBackup(place, { file, passphrase: hasNoKeys ? undefined : passphrase })
}

try {
  process.stdout.write(`${JSON.stringify(await run())}\n`)
  process.exit(0)
} catch (error) {
  const known = error instanceof CannotStart
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : error}\n`)
  process.exit(known ? 78 : 1)
}
