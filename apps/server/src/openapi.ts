import { rm } from "node:fs/promises"
import { readConfig } from "./platform/config.ts"
import { startEmbeddedPostgres } from "./platform/database/index.ts"
import { openPlatform } from "./platform/index.ts"
import { rooms } from "./rooms.ts"
import { startServer } from "./server.ts"

/** The OpenAPI document as a server on this (disposable) database gives it. */
export async function describeApi(databaseUrl: string, dataDir: string): Promise<unknown> {
  const platform = await openPlatform(
    readConfig({
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      META_APP_ID: "1",
      META_APP_SECRET: "not-a-secret",
      ROLES: "api",
      PORT: "0",
      LOG_LEVEL: "silent",
    }),
    rooms,
  )
  try {
    const server = await startServer(platform)
    try {
      const answer = await fetch(`${server.url}/openapi.json`)
      return await answer.json()
    } finally {
      await server.close()
    }
  } finally {
    await platform.close()
  }
}

if (import.meta.main) {
  const folder = ".parley/openapi"
  await rm(folder, { recursive: true, force: true })
  const postgres = await startEmbeddedPostgres({ folder, settings: ["fsync=off"] })
  try {
    process.stdout.write(JSON.stringify(await describeApi(postgres.url, folder)))
  } finally {
    await postgres.stop()
  }
}
