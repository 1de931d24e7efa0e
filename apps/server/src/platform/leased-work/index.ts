export { type LeasedWorker, startLeasedWork } from "./share-work.ts"
