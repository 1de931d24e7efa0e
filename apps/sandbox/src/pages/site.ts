/** Serves what people see: the pages, the login dialog at Meta's address, and the script that opens it. */
import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import type { ServerResponse } from "node:http"
import { extname, join, normalize } from "node:path"
import { arePagesBuilt, buildPages, builtFolder } from "./build.ts"
import { loginScript } from "./login-script.ts"

const pagesPrefix = "/_sandbox/pages"
const dialog = /^(\/v\d{1,3}\.\d{1,2})?\/dialog\/oauth\/?$/
/** `https://business.facebook.com/messaging/whatsapp/onboard/`, by path: Embedded Signup by link. */
const hostedSignup = /^\/messaging\/whatsapp\/onboard\/?$/
/** `https://connect.facebook.net/en_US/sdk.js`, by path. */
const sdk = /^\/[a-z]{2}_[A-Z]{2}\/sdk(\/debug)?\.js$/

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
}

/** Whether a GET of this path is for people and not for programs. */
export function isPagePath(path: string): boolean {
  return (
    path === "/" ||
    path.startsWith(pagesPrefix) ||
    dialog.test(path) ||
    hostedSignup.test(path) ||
    sdk.test(path)
  )
}

/** Answers a path of which `isPagePath` is true. */
export async function sendPage(path: string, response: ServerResponse): Promise<void> {
  if (sdk.test(path)) {
    response.writeHead(200, { "content-type": "text/javascript; charset=utf-8" }).end(loginScript)
    return
  }
  try {
    if (arePagesBuilt()) await sendBuilt(path, response)
    else await sendWhileBuilding(response)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    console.error(`The sandbox's pages cannot be shown: ${reason}`)
    response.writeHead(503, { "content-type": "text/plain; charset=utf-8" })
    response.end(`The pages could not be built. The Graph API and /_sandbox work.\n\n${reason}\n`)
  }
}

const patienceMs = 500
/** Why the last build failed, until someone has been told. */
let failure: unknown

/** What there is to see until the pages are; the pages' own look.css has the same colours. */
const preparing = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="1">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>WhatsApp sandbox</title>
<style>
  body { display: grid; place-content: center; min-height: 90vh; margin: 0; padding: 1rem; font: 0.875rem/1.55 system-ui, sans-serif;
    text-align: center; background: #f7f7f5; color: #5b5f69 }
  b { font-size: 1rem; font-weight: 640; color: #000 }
  @media (prefers-color-scheme: dark) { body { background: #131722; color: #a3abbb } b { color: #d5d9e2 } }
</style>
<p role="status"><b>Preparing the sandbox’s pages</b><br>This takes a few seconds, the first time only.`

/** Programs never ask for pages, so nothing is built before the first person does: they see that it continues. */
async function sendWhileBuilding(response: ServerResponse): Promise<void> {
  if (failure !== undefined) {
    const reason = failure
    failure = undefined
    throw reason
  }
  const building = buildPages().catch((error: unknown) => {
    failure = error
  })
  const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs))
  await Promise.race([building, patience])
  response.writeHead(200, { "content-type": contentTypes[".html"], "cache-control": "no-store" })
  response.end(preparing)
}

/** A built file, or the one page there is, which finds its own way by its address. */
async function sendBuilt(path: string, response: ServerResponse): Promise<void> {
  const inside = path.startsWith(pagesPrefix) ? normalize(path.slice(pagesPrefix.length)) : ""
  const file = join(builtFolder, inside)
  const isAsset = extname(inside) !== "" && file.startsWith(builtFolder)
  if (isAsset && !existsSync(file)) {
    response.writeHead(404, { "content-type": "text/plain" }).end("Not Found")
    return
  }
  const name = isAsset ? file : join(builtFolder, "index.html")
  const content = await readFile(name)
  response.writeHead(200, {
    "content-type": contentTypes[extname(name)] ?? "application/octet-stream",
    // Assets carry a hash of their content in their name.
    "cache-control": isAsset ? "public, max-age=31536000, immutable" : "no-cache",
  })
  response.end(content)
}
