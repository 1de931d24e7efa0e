export type { Consumer, DurableLog } from "./durable-log.ts"
export { PostgresLog } from "./postgres.ts"
export { applyAgain, forgetSetAside, listSetAside, readSetAside } from "./set-aside.ts"
