import { mkdtemp, readFile, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { restoreBackup, saveBackup } from "./platform/backup/index.ts"
import { type BackupPlace, readBackupPlace } from "./platform/config.ts"
import { rooms } from "./rooms.ts"
import { freshDatabase, testPlatform } from "./testing/platform.ts"

const passphrase = "a passphrase of some length"
let folder: string
/** A backup, as it was written. */
let whole: Buffer
/** Where nothing is yet. */
let there: BackupPlace

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-backup-"))
  const { config, close } = await testPlatform()
  const here = readBackupPlace({ DATA_DIR: config.dataDir, DATABASE_URL: config.databaseUrl })
  const file = join(folder, "parley.tar")
  await saveBackup(here, { file, passphrase })
  await close()
  whole = await readFile(file)
  const empty = new URL(await freshDatabase())
  empty.pathname += "_restored"
  there = readBackupPlace({
    DATA_DIR: await mkdtemp(join(tmpdir(), "parley-restored-")),
    DATABASE_URL: empty.href,
  })
})

async function restore(content: Uint8Array): Promise<{ rows: number }> {
  const file = join(folder, "changed.tar")
  await writeFile(file, content)
  return await restoreBackup(there, { file, passphrase, loadRooms: async () => rooms })
}

/** The backup with other words in the same number of bytes. */
function reworded(from: string | RegExp, to: string): Buffer {
  const text = whole.toString("latin1")
  const changed = text.replace(from, (found) => to.padEnd(found.length))
  expect(changed).not.toBe(text)
  return Buffer.from(changed, "latin1")
}

const flipped = (at: number) => whole.with(at, whole.readUInt8(at) ^ 255)
const firstTable = () => whole.indexOf("tables/workspaces/")
const blockBytes = 512
const half = () => Math.floor(whole.length / blockBytes / 2) * blockBytes

describe("a backup", () => {
  it.each([
    // At the end of a block, where tar itself notices nothing, and within one.
    ["cut off between two blocks", /^This backup is not whole: .*\.$/, () => whole.subarray(0, half())],
    ["cut off within a block", /^This backup is not whole: .*\.$/, () => whole.subarray(0, half() + 100)],
    ["with another name in it", /^This backup is damaged: .*\.$/, () => flipped(firstTable() + 2)],
    [
      "with another byte in its rows",
      /^This backup is damaged: .*\.$/,
      () => flipped(firstTable() + blockBytes + 40),
    ],
    [
      "that describes a table fewer",
      /^This backup is damaged: .*\.$/,
      () => reworded(/\{\s*"name": "closed_countries",\s*"columns": \[[^\]]*\]\s*\},/, ""),
    ],
    [
      "of another version",
      /^This backup was made by another version of Parley: .*\.$/,
      () => reworded("0013_campaigns.sql", "0013_campaignz.sql"),
    ],
  ])("%s is refused in a sentence", async (_, sentence, changed) => {
    await expect(restore(changed())).rejects.toThrow(sentence)
  })

  it("is restored in the place of those that were refused, as they left nothing behind", async () => {
    expect((await restore(whole)).rows).toBeGreaterThan(0)
  })
})
