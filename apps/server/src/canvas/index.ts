export {
  canvasChange,
  canvasDraft,
  changeCanvas,
  createCanvas,
  duplicateCanvas,
} from "./definition/canvases.ts"
export { broadcast } from "./entry/broadcast.ts"
export { contextFor, enterByApi, readApiEntrance } from "./entry/by-api.ts"
export type { OpenCanvas } from "./entry/enter.ts"
export { readDailyMessages, readDailyMoves } from "./history/daily.ts"
