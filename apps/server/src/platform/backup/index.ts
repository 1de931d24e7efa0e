/** An installation as one file, and back. */
export { restoreBackup } from "./restore.ts"
export { saveBackup } from "./save.ts"
