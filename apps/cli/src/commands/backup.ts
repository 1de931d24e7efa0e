import { resolve } from "node:path"
import { z } from "zod"
import { readInstallation } from "../installation.ts"
import { figure } from "../print/table.ts"
import { claimInstallation, releaseInstallation } from "../processes/installation-lock.ts"
import { runBackup } from "../processes/programs.ts"
import type { Context } from "./context.ts"

const saved = z.object({
  madeAt: z.string(),
  rows: z.number(),
  files: z.number(),
  bytes: z.number(),
  hasKeys: z.boolean(),
})

/** `parley backup`: the whole installation into one file, also while it runs. */
export async function backup(
  { out, environment }: Context,
  options: { to?: string; keys: boolean },
): Promise<void> {
  const { dataDir } = readInstallation(environment)
  const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, "")
  const file = resolve(options.to ?? `parley-${stamp}.tar`)
  const words = ["save", file, ...(options.keys ? [] : ["--no-keys"])]
  const printed = await runBackup(words, { ...environment, DATA_DIR: dataDir })
  const { rows, files, bytes, hasKeys } = saved.parse(JSON.parse(printed))
  out.line(
    `${out.paint("green", "✓")} ${file}: ${figure(rows)} rows, ${figure(files)} files, ${figure(bytes)} bytes.`,
  )
  if (hasKeys)
    out.line(
      "  Its keys are sealed by PARLEY_BACKUP_PASSPHRASE; what people wrote in it is not, so keep it safe.",
    )
  else out.line("  It is without keys: without ENCRYPTION_KEY nobody can read its secrets.")
}

const restored = z.object({
  madeAt: z.string(),
  rows: z.number(),
  files: z.number(),
  held: z.array(z.string()),
})

/** `parley restore`: a backup into an empty folder and database. */
export async function restore({ out, environment }: Context, file: string): Promise<void> {
  const { dataDir, url } = readInstallation(environment)
  await claimInstallation(dataDir, url)
  try {
    const printed = await runBackup(["restore", resolve(file)], { ...environment, DATA_DIR: dataDir })
    const { madeAt, rows, files, held } = restored.parse(JSON.parse(printed))
    out.line(
      `${out.paint("green", "✓")} The installation of ${madeAt} is back: ${figure(rows)} rows, ${figure(files)} files.`,
    )
    for (const sentence of held) out.line(`${out.paint("yellow", "!")} ${sentence}`)
    out.line(
      "Next: be sure that the former installation is stopped, start this one, and run `parley doctor`.",
    )
  } finally {
    await releaseInstallation(dataDir)
  }
}
