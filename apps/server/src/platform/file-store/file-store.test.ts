import { mkdtemp, readdir, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buffer } from "node:stream/consumers"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { testEnvironment } from "../../testing/platform.ts"
import { readConfig } from "../config.ts"
import { type FileStore, openFileStore } from "./index.ts"
import { type BucketServer, openBucketServer } from "./testing/bucket-server.ts"

let server: BucketServer
let folder: string
const stores: Record<string, FileStore> = {}
const environment = (more: Record<string, string>) =>
  testEnvironment({ DATABASE_URL: "postgres://localhost/none", ...more })

beforeAll(async () => {
  server = await openBucketServer()
  folder = await mkdtemp(join(tmpdir(), "parley-files-"))
  stores.folder = openFileStore(readConfig(await environment({ DATA_DIR: folder })).files)
  stores["a bucket"] = openFileStore(readConfig(await environment(server.environment)).files)
})
afterAll(async () => {
  await Promise.all(Object.values(stores).map((store) => store.close()))
  await server.close()
})

const store = (name: string): FileStore => {
  const found = stores[name]
  if (!found) throw new Error(`No store is called ${name}.`)
  return found
}
const read = async (name: string, key: string, part?: { from: number; to: number }) => {
  const stream = await store(name).read(key, part)
  return stream && (await buffer(stream))
}
const picture = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256))

describe.each(["folder", "a bucket"])("in %s a file", (name) => {
  it("is read as it was put there", async () => {
    await store(name).put("media/one/picture", picture)
    expect(await read(name, "media/one/picture")).toEqual(picture)
  })

  it("is read in parts", async () => {
    await store(name).put("media/one/parts", picture)
    expect(await read(name, "media/one/parts", { from: 0, to: 0 })).toEqual(picture.subarray(0, 1))
    expect(await read(name, "media/one/parts", { from: 50_000, to: 99_999 })).toEqual(
      picture.subarray(50_000),
    )
    expect(await read(name, "media/none", { from: 0, to: 0 })).toBeUndefined()
  })

  it("takes the place of one with its key", async () => {
    await store(name).put("media/one/again", picture)
    await store(name).put("media/one/again", Buffer.from("new"))
    expect(await read(name, "media/one/again")).toEqual(Buffer.from("new"))
  })

  it("may be empty", async () => {
    await store(name).put("media/one/empty", Buffer.alloc(0))
    expect(await read(name, "media/one/empty")).toEqual(Buffer.alloc(0))
  })

  it("is not there once it is taken away, which may be said again", async () => {
    await store(name).put("media/two/gone", picture)
    await store(name).delete("media/two/gone")
    await store(name).delete("media/two/gone")
    expect(await read(name, "media/two/gone")).toBeUndefined()
  })

  it.each([
    "../secret",
    "media/../../secret",
    "/etc/passwd",
    "media//x",
    "",
    "Media/x",
    "media/x?y",
    "media/.",
  ])("cannot have the key %j", async (key) => {
    await expect(store(name).read(key)).rejects.toThrow("cannot be the key")
    await expect(store(name).put(key, picture)).rejects.toThrow("cannot be the key")
    await expect(store(name).delete(key)).rejects.toThrow("cannot be the key")
  })
})

it("in the data folder a file is for its owner alone, and nothing half is left beside it", async () => {
  await store("folder").put("media/private/picture", picture)
  const path = join(folder, "files/media/private")
  expect(await readdir(path)).toEqual(["picture"])
  expect((await stat(join(path, "picture"))).mode & 0o077).toBe(0)
})

describe("a bucket", () => {
  it("that refuses is told with its own words", async () => {
    server.failure = { status: 503, code: "SlowDown" }
    const refused = "the file store answered"
    await expect(store("a bucket").put("media/a", picture)).rejects.toThrow(
      `${refused} PUT with 503 SlowDown No.`,
    )
    await expect(store("a bucket").read("media/a")).rejects.toThrow(`${refused} GET with 503 SlowDown No.`)
    await expect(store("a bucket").delete("media/a")).rejects.toThrow(
      `${refused} DELETE with 503 SlowDown No.`,
    )
    server.failure = undefined
  })

  it.each([
    ["another secret", { S3_SECRET_ACCESS_KEY: "another" }, "403 SignatureDoesNotMatch"],
    ["another region", { S3_REGION: "us-east-1" }, "403 AccessDenied"],
    ["a bucket that is not there", { S3_BUCKET: "missing" }, "404 NoSuchBucket"],
  ])("refuses %s, also for a file that is not there", async (_, wrong, said) => {
    const other = openFileStore(readConfig(await environment({ ...server.environment, ...wrong })).files)
    await expect(other.put("media/a", picture)).rejects.toThrow(said)
    await expect(other.read("media/missing")).rejects.toThrow(said)
    await other.close()
  })
})

it.each(["S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"])(
  "a bucket without %s stops the start",
  async (name) => {
    const { [name]: _, ...incomplete } = server.environment
    const variables = await environment(incomplete)
    expect(() => readConfig(variables)).toThrow(
      "S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together",
    )
  },
)
