export { resolve, type Told, tell, tellStanding } from "./tell.ts"
