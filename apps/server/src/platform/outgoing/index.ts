export { reachOf } from "./networks.ts"
export { createOutgoing, type Outgoing, type PostOutcome } from "./outgoing.ts"
