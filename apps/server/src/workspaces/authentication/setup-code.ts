import { timingSafeEqual } from "node:crypto"
import { join } from "node:path"
import type { Platform } from "../../platform/index.ts"
import { isLoopback } from "../../platform/loopback.ts"
import { privateFolder, writePrivateFile } from "../../platform/private-files.ts"
import type { SecretBox } from "../../platform/secrets.ts"
import { needsFirstMember } from "./sign-up.ts"

/** Where the first sign-up carries the code. */
export const setupHeader = "parley-setup"

const codeDigits = 32
const fileName = "setup-code"

type Reach = Pick<Platform["config"], "host" | "publicUrl" | "trustedProxies">

/** Whether anyone but this machine may come to the installation: by what it listens on, its address, or a proxy. */
export function isExposed({ host, publicUrl, trustedProxies }: Reach): boolean {
  return !isLoopback(host) || !isLoopback(new URL(publicUrl).hostname) || trustedProxies !== undefined
}

/**
 * What the first to sign up must show where others can come first; undefined on this machine alone. It follows from the
 * encryption key, so that every machine of an installation takes the same.
 */
export function setupCode(config: Reach, secrets: Pick<SecretBox, "derive">): string | undefined {
  return isExposed(config) ? secrets.derive("setup code").slice(0, codeDigits) : undefined
}

/** Takes equally long wherever the two begin to differ. */
export function isSetupCode(given: string, code: string): boolean {
  const [one, other] = [Buffer.from(given.trim().toLowerCase()), Buffer.from(code)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Until the first member has signed up, keeps the code in the data folder and writes the link with it to the log. */
export async function tellSetupCode({
  config,
  db,
  secrets,
  logger,
}: Pick<Platform, "config" | "db" | "secrets" | "logger">): Promise<void> {
  const code = setupCode(config, secrets)
  if (code === undefined || !(await db.system(needsFirstMember))) return
  await privateFolder(config.dataDir)
  await writePrivateFile(join(config.dataDir, fileName), `${code}\n`)
  const link = `${config.publicUrl}/sign-up?setup=${code}`
  logger.info({ link }, "no one has signed up yet: the first person to open this link becomes the owner")
}
