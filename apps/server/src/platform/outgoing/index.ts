export { createOutgoing, type Outgoing, type PostOutcome } from "./outgoing.ts"
