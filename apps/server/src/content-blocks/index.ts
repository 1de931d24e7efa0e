export {
  blockFault,
  changeBlock,
  contentBlockChange,
  createBlock,
  deleteBlock,
  longestBlock,
  newContentBlock,
} from "./blocks.ts"
export { readAuthorization } from "./credentials/credentials.ts"
export { type Blocks, noBlocks, readBlocks } from "./read-blocks.ts"
export type { ContentBlockUse } from "./uses.ts"
