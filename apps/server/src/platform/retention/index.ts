export { measureRows } from "./measure-rows.ts"
export { deleteExpired, type Freed, listRetention, previewRetention, setRetention } from "./retention.ts"
