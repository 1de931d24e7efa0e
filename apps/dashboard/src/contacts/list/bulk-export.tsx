import { ExportDialog } from "../../exports/export-dialog.tsx"
import type { BulkDialog } from "./bulk-dialog.ts"

/** Writes many contacts to a file. */
export function BulkExport({ which, what, onClose, onDone }: BulkDialog) {
  return <ExportDialog which={which} what={what} onClose={onClose} onDone={onDone} />
}
