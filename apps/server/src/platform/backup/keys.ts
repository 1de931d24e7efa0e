/** The keys of an installation on their way to another place: sealed by a passphrase, or carried by the operator. */
import { randomBytes, scryptSync } from "node:crypto"
import { z } from "zod"
import { CannotStart } from "../cannot-start.ts"
import { digest, secretBox } from "../secrets.ts"

/** What an installation needs beside its database. */
const installationKeys = z.object({
  /** Unseals Meta's tokens; 64 hexadecimal digits. */
  encryption_key: z.string().regex(/^[0-9a-f]{64}$/i),
  /** What Meta repeats in its handshake; undefined where no process took webhooks yet. */
  verify_token: z.string().optional(),
  /** The first key to the API, as far as it is kept. */
  api_key: z.string().optional(),
})
export type InstallationKeys = z.infer<typeof installationKeys>

export const sealedKeys = z.object({ salt: z.base64(), sealed: z.base64() })
export type SealedKeys = z.infer<typeof sealedKeys>

const context = "backup keys"

/** RFC 7914's figures for what is kept: 64 MB and a fifth of a second for each guess. */
function boxOf(passphrase: string, salt: Buffer) {
  const key = scryptSync(passphrase.normalize("NFKC"), salt, 32, {
    N: 2 ** 16,
    r: 8,
    p: 1,
    maxmem: 128 * 2 ** 20,
  })
  return secretBox(key.toString("hex"))
}

export function sealKeys(keys: InstallationKeys, passphrase: string): SealedKeys {
  const salt = randomBytes(16)
  const sealed = boxOf(passphrase, salt).seal(JSON.stringify(keys), context)
  return { salt: salt.toString("base64"), sealed: sealed.toString("base64") }
}

/** @throws CannotStart when it is not the passphrase that they were sealed by */
export function openKeys({ salt, sealed }: SealedKeys, passphrase: string): InstallationKeys {
  try {
    const opened = boxOf(passphrase, Buffer.from(salt, "base64")).open(Buffer.from(sealed, "base64"), context)
    return installationKeys.parse(JSON.parse(opened))
  } catch {
    throw new CannotStart("PARLEY_BACKUP_PASSPHRASE is not the passphrase that this backup was made with.")
  }
}

/** Tells whether an encryption key is the one that the database's secrets are sealed by, and nothing else of it. */
export const markOf = (encryptionKey: string): string =>
  digest(secretBox(encryptionKey).derive("which key a backup belongs to"))
