/** The media library: files that messages show. */
export { refusePrivateLinks } from "./linked-files.ts"
export { refuseUnknownFiles } from "./named-files.ts"
export { type LibraryFile, readUploads, wantUploads } from "./uploads/uploads.ts"
export type { MediaFileUse } from "./uses.ts"
