/** No proper answer: what a failing network or proxy does to a request. */
import type { ServerResponse } from "node:http"

export type DisturbanceKind =
  | { kind: "reset" }
  | { kind: "silence" }
  | { kind: "page"; httpStatus: number; body: string }

const proxyPage =
  "<!DOCTYPE html><html><head><title>503 Service Unavailable</title></head><body><h1>Sorry, something went wrong.</h1></body></html>"

export class Disturbance {
  readonly #what: DisturbanceKind

  constructor(what: DisturbanceKind) {
    this.#what = what
  }

  /** Does to the connection what is to be done. */
  disturb(response: ServerResponse): void {
    const what = this.#what
    if (what.kind === "reset") response.socket?.resetAndDestroy()
    if (what.kind === "page") {
      response.writeHead(what.httpStatus, { "content-type": "text/html; charset=utf-8" })
      response.end(what.body === "" ? proxyPage : what.body)
    }
    // Silence: the connection stays open until the other side gives up.
  }
}
