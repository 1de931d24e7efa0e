/**
 * What keeps a process from starting and its operator can change. The message says how; it is printed without a stack,
 * and the process ends with exit code 78 (EX_CONFIG).
 */
export class CannotStart extends Error {
  override name = "CannotStart"
}
