/** Where files are kept that are too large for the database: in a folder, or in S3 or what speaks as it does. */
import type { Config } from "../config.ts"
import type { FileStore } from "./file-store.ts"
import { FolderStore } from "./folder.ts"
import { S3Store } from "./s3.ts"

export type { BytesOfFile, FileStore } from "./file-store.ts"

/** The store that the configuration names. */
export const openFileStore = (files: Config["files"]): FileStore =>
  files.kind === "s3" ? new S3Store(files) : new FolderStore(files.folder)
