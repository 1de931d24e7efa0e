import { timingSafeEqual } from "node:crypto"
import { join } from "node:path"
import { Problem } from "../platform/errors.ts"
import type { Platform } from "../platform/index.ts"
import { privateFolder, writePrivateFile } from "../platform/private-files.ts"
import type { SecretBox } from "../platform/secrets.ts"

const fileName = "operator-key"

/**
 * What the operator of the installation shows for what belongs to no workspace. No member and no API key can be given it:
 * it follows from the encryption key, so a person who has it can read the installation's files anyway, and every machine takes
 * the same.
 */
const operatorKey = (secrets: Pick<SecretBox, "derive">): string => `po_${secrets.derive("operator key")}`

/** Keeps the key in the data folder, where the command line finds it. */
export async function keepOperatorKey({
  config,
  secrets,
}: Pick<Platform, "config" | "secrets">): Promise<void> {
  await privateFolder(config.dataDir)
  await writePrivateFile(join(config.dataDir, fileName), `${operatorKey(secrets)}\n`)
}

/** @param authorization the header as it came. @throws Problem unauthorized unless it carries the key */
export function requireOperator(authorization: string | undefined, secrets: Pick<SecretBox, "derive">): void {
  const given = Buffer.from(authorization?.replace(/^Bearer /i, "") ?? "")
  const key = Buffer.from(operatorKey(secrets))
  if (given.length === key.length && timingSafeEqual(given, key)) return
  throw new Problem("unauthorized", "This is for the operator of the installation.", {
    help: "Send the key that the server keeps in DATA_DIR/operator-key as `Authorization: Bearer po_…`; members and API keys cannot do this.",
  })
}
