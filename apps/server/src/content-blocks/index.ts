export {
  blockFault,
  changeBlock,
  contentBlockChange,
  createBlock,
  deleteBlock,
  longestBlock,
  newContentBlock,
} from "./blocks.ts"
export { type Blocks, noBlocks, readBlocks } from "./read-blocks.ts"
export type { ContentBlockUse } from "./uses.ts"
