import { notifications } from "@mantine/notifications"
import { asProblem } from "../api/problem.ts"
import { isSessionOver } from "../api/session-end.ts"

/** Tells that something was done. */
export function sayDone(message: string): void {
  notifications.show({ message, color: "teal" })
}

/** Tells that something asked for did not happen, and what to do. */
export function sayFailed(failure: unknown): void {
  const { code, message, help } = asProblem(failure)
  if (code === "unauthorized" && isSessionOver()) return // a dialog says so
  notifications.show({ title: message, message: help ?? "", color: "red", autoClose: 10_000 })
}
