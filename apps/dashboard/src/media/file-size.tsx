import { useNotation } from "../look/time/notation.ts"
import { sizeOf } from "../templates/header-file.ts"

/** `12 KB`, `3.4 MB`. */
export const FileSize = ({ bytes }: { bytes: number }) => sizeOf({ size: bytes }, useNotation())
