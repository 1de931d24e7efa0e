/** An installation as one file, and back. */
export { type Restored, restoreBackup } from "./restore.ts"
export { type Saved, saveBackup } from "./save.ts"
