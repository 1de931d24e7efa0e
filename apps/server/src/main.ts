import { ConfigError, readConfig } from "./platform/config.ts"
import { openPlatform } from "./platform/index.ts"
import { startServer } from "./server.ts"

/** Resolves at the first request to stop, also one that comes while the server is still starting; later ones change nothing. */
const asked = new Promise<string>((resolve) => {
  process.on("SIGTERM", resolve)
  process.on("SIGINT", resolve)
})

try {
  const config = readConfig(process.env)
  const platform = await openPlatform(config)
  try {
    const server = await startServer(platform)
    platform.logger.info({ url: server.url, roles: config.roles }, "parley ready")
    platform.logger.info({ signal: await asked }, "stopping")
    await server.close()
  } finally {
    await platform.close()
  }
  process.exit(0)
} catch (error) {
  const known = error instanceof ConfigError
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : error}\n`)
  process.exit(known ? 78 : 1)
}
