/** Shows a flow to someone without a phone: every screen with its components, as plain HTML. */

import type { ServerResponse } from "node:http"
import { isRecord } from "../json.ts"
import type { Running } from "../running.ts"
import type { Flow } from "../world/flow.ts"

export function sendFlowPreview({ world }: Running, path: string, response: ServerResponse): void {
  const flow = world.flows.get(path.split("/")[2] ?? "")
  if (flow === undefined) {
    response.writeHead(404).end()
    return
  }
  const page = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>${escaped(flow.name)}</title><body><h1>${escaped(flow.name)}</h1>${screensOf(flow)}</body></html>`
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'",
  })
  response.end(page)
}

function screensOf({ json, validation_errors }: Flow): string {
  if (validation_errors.length > 0) {
    return `<ul>${validation_errors.map(({ message }) => `<li>${escaped(message)}</li>`).join("")}</ul>`
  }
  const flow: unknown = JSON.parse(json)
  const screens: readonly unknown[] = isRecord(flow) && Array.isArray(flow.screens) ? flow.screens : []
  return screens
    .filter(isRecord)
    .map(({ id, title, layout }) => {
      const children = isRecord(layout) ? layout.children : []
      return `<section><h2>${escaped(String(title ?? id))}</h2>${componentsOf(children)}</section>`
    })
    .join("")
}

function componentsOf(children: unknown): string {
  if (!Array.isArray(children)) return ""
  return children
    .filter(isRecord)
    .map((child) => {
      if (child.type === "Form") return `<fieldset>${componentsOf(child.children)}</fieldset>`
      const words = escaped(String(child.label ?? child.text ?? child.type))
      if (child.type === "Footer") return `<p><button disabled>${words}</button></p>`
      return /^(Text(Heading|Subheading|Body|Caption)|RichText)$/.test(String(child.type))
        ? `<p>${words}</p>`
        : `<p><label>${words} <input disabled></label></p>`
    })
    .join("")
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
