/** Files that are sent as media, looked at before Meta does: what they are by their bytes, and what Meta asks of that kind. Pure. */
export { fileNameFor } from "./file-name.ts"
export { type FileFacts, type FileFault, type InspectedFile, inspectFile } from "./inspect.ts"
