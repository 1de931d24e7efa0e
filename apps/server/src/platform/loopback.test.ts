import { expect, it } from "vitest"
import { isLoopback } from "./loopback.ts"

it.each(["localhost", "parley.localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"])(
  "%s is this machine",
  (host) => {
    expect(isLoopback(host)).toBe(true)
  },
)

it.each(["0.0.0.0", "::", "192.168.1.2", "parley.example.com", "127.0.0.1.example.com", "localhost.example"])(
  "%s is reached by others",
  (host) => {
    expect(isLoopback(host)).toBe(false)
  },
)
