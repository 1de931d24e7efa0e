import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto"
import { existsSync } from "node:fs"
import { link, readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { closeFile, privateFolder, unless, writePrivateFile } from "./private-files.ts"

/** Seals what must not be readable in the database, such as Meta access tokens. */
export interface SecretBox {
  /** AES-256-GCM; `context` (for example a row's id) must be the same when it is opened. */
  seal(plain: string, context: string): Buffer
  /** @throws when the key or the context differs, or the bytes were changed */
  open(sealed: Buffer, context: string): string
  /** A key of 32 bytes for one purpose, in hexadecimal, always the same (HKDF-SHA-256). */
  derive(purpose: string): string
}

const nonceBytes = 12
const tagBytes = 16

export function secretBox(keyHex: string): SecretBox {
  const key = Buffer.from(keyHex, "hex")
  return {
    seal(plain, context) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    open(sealed, context) {
      const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceBytes))
      decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
      return Buffer.concat([
        decipher.update(sealed.subarray(nonceBytes + tagBytes)),
        decipher.final(),
      ]).toString("utf8")
    },
    derive: (purpose) => Buffer.from(hkdfSync("sha256", key, "", purpose, 32)).toString("hex"),
  }
}

/** SHA-256 in hexadecimal, for secrets that only have to be recognised (API keys are random, so no salt is due). */
export function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("hex")
}

/** The secret kept in `folder` under `name`, made on first use and readable by its owner alone. */
export async function keptSecret(folder: string, name: string, make: () => string): Promise<string> {
  const file = join(folder, name)
  await privateFolder(folder)
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`
    await writePrivateFile(draft, `${make()}\n`)
    // Two processes may start at once: the first to link its draft decides, and nobody reads a file half written.
    await link(draft, file).catch(unless("EEXIST"))
    await rm(draft)
  }
  await closeFile(file)
  return (await readFile(file, "utf8")).trim()
}

export const randomHex = (bytes: number): string => randomBytes(bytes).toString("hex")
