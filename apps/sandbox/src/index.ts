/** A stand-in for Meta's WhatsApp Business Platform on one machine. */
export { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox.ts"
export { StateFileError } from "./store/database.ts"
