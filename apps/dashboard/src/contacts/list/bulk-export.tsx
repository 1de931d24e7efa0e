import { ExportDialog } from "../../exports/export-dialog.tsx"
import type { BulkDialog } from "./bulk-dialog.ts"

/** Writes a file of many contacts. */
export const BulkExport = ({ which, what, onClose }: BulkDialog) => (
  <ExportDialog of={{ which, what }} onClose={onClose} />
)
