export {
  blockFault,
  type ContentBlock,
  changeBlock,
  createBlock,
  longestBlock,
} from "./blocks.ts"
export { blockName, blocksNamed, fillInBlocks } from "./fill-in.ts"
export { type Blocks, noBlocks, readBlocks } from "./read-blocks.ts"
export type { ContentBlockUse } from "./uses.ts"
