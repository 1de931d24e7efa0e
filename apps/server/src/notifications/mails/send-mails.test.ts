import { fork } from "node:child_process"
import { once } from "node:events"
import { createServer, type Socket } from "node:net"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { Mail, Mailer } from "../../platform/mail.ts"
import { testEnvironment, testPlatform } from "../../testing/platform.ts"
import { startMailServer } from "../../workspaces/testing/mail-server.ts"
import { chooseKinds } from "../choices.ts"
import { resolve, type Told, tell } from "../index.ts"
import { markRead } from "../notifications.ts"
import { gatherMs, pauseMs } from "./plan.ts"
import { mailNotifications } from "./send-mails.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
})
afterAll(() => platform.close())

/** Where a test begins: long before now, as notifications of the last day alone are mailed. */
const start = new Date(Date.now() - 2 * 60 * 60_000)
const after = (ms: number) => new Date(start.getTime() + ms)

let workspaceId: string
beforeEach(async () => {
  await platform.db.system(async (tx) => {
    await tx.deleteFrom("notifications").execute()
    await tx.deleteFrom("notification_choices").execute()
  })
  workspaceId = platform.workspaceId
})

let members = 0
/** A member who chose to hear of failed checks and imports. */
async function member(role = "admin", timeZone: string | null = null) {
  const name = `Member ${++members}`
  const email = `member${members}@example.com`
  const id = await platform.db.system(async (tx) => {
    const { id } = await tx
      .insertInto("members")
      .values({ name, email, time_zone: timeZone, created_at: start, updated_at: start })
      .returning("id")
      .executeTakeFirstOrThrow()
    await tx
      .insertInto("memberships")
      .values({ workspace_id: workspaceId, member_id: id, role, created_at: start })
      .execute()
    await chooseKinds(tx, { workspaceId, memberId: id }, ["check_failed", "import_finished"], start)
    return id
  })
  return { id, email }
}

const failing = (check: string): Told => ({
  workspaceId,
  condition: `check:${check}`,
  about: { kind: "check_failed", check, subject: check, message: `${check} does not work.`, help: null },
})
const imported: () => Told = () => ({
  workspaceId,
  about: {
    kind: "import_finished",
    import_id: crypto.randomUUID(),
    file_name: "people.csv",
    created: 3,
    updated: 0,
    skipped: 1,
  },
})
const tells = (told: readonly Told[], now = start) =>
  platform.db.workspace(workspaceId, (tx) => tell(tx, told, now))

/** Takes every mail, unless it is to fail by throwing. */
function mailbox(fail?: () => unknown) {
  const mails: Mail[] = []
  const mailer: Mailer = {
    delivers: true,
    send: async (mail) => {
      const failure = fail?.()
      if (failure !== undefined) throw failure
      mails.push(mail)
    },
  }
  return { mails, mailer }
}
const round = (now: Date, mailer: Mailer) =>
  mailNotifications({ ...platform, clock: { ...platform.clock, now: () => now } }, mailer)

describe("notifications are mailed", () => {
  it("as one mail, however many there are, and not again", async () => {
    const { email } = await member()
    await tells(Array.from({ length: 300 }, (_, n) => failing(`check ${n}`)))
    const { mails, mailer } = mailbox()
    expect(await round(after(gatherMs - 1), mailer)).toBe(0)
    expect(await round(after(gatherMs), mailer)).toBe(1)
    expect(mails.map(({ to }) => to)).toEqual([email])
    expect(mails[0]?.subject).toBe("Test: A check failed: check 0 and 299 more")
    expect(mails[0]?.text).toContain("There are 280 more.")
    expect(await round(after(2 * pauseMs), mailer)).toBe(0)
  })

  it("at most every 15 minutes, with all that came meanwhile", async () => {
    await member()
    const { mails, mailer } = mailbox()
    await tells([failing("first")])
    await round(after(gatherMs), mailer)
    for (let minute = 2; minute < 16; minute++) {
      await tells([failing(`later ${minute}`)], after(minute * gatherMs))
      await round(after(minute * gatherMs), mailer)
    }
    expect(mails).toHaveLength(1)
    await round(after(gatherMs + pauseMs), mailer)
    expect(mails).toHaveLength(2)
    expect(mails[1]?.text).toContain("later 15 does not work.")
  })

  it("to those who chose their kind and may see it", async () => {
    const admin = await member("admin")
    const agent = await member("agent")
    await member("viewer")
    await tells([failing("token"), imported()])
    const { mails, mailer } = mailbox()
    await round(after(gatherMs), mailer)
    const texts = new Map(mails.map(({ to, text }) => [to, text]))
    expect([...texts.keys()].sort()).toEqual([admin.email, agent.email].sort())
    expect(texts.get(admin.email)).toContain("token does not work.")
    expect(texts.get(agent.email)).toContain("3 contacts added, 0 updated. 1 row was skipped.")
    expect(texts.get(agent.email)).not.toContain("token")
  })

  it("in lines of ours alone, whatever the name of a file has in it", async () => {
    await member()
    const told = imported()
    const file_name = "a.csv\n\nYour account ends today: https://elsewhere.example\n"
    await tells([{ ...told, about: { ...told.about, file_name } as Told["about"] }])
    const { mails, mailer } = mailbox()
    await round(after(gatherMs), mailer)
    expect(mails[0]?.text).toContain("a.csv Your account ends today")
    expect(mails[0]?.text).not.toMatch(/^Your account/m)
  })

  it("not when they were read, resolved or told before they were chosen", async () => {
    const { id } = await member()
    await tells([failing("before")], after(-1))
    await tells([failing("read"), failing("resolved")])
    await platform.db.workspace(workspaceId, async (tx) => {
      await resolve(tx, [{ workspaceId, condition: "check:resolved" }], start)
      const { id: told } = await tx
        .selectFrom("notifications")
        .select("id")
        .where("condition", "=", "check:read")
        .executeTakeFirstOrThrow()
      await markRead(tx, { workspaceId, memberId: id, kinds: ["check_failed"] }, { ids: [told] }, start)
    })
    const { mails, mailer } = mailbox()
    await round(after(gatherMs), mailer)
    expect(mails).toEqual([])
  })

  it("with times as the member has them, or else the workspace", async () => {
    await platform.db.system((tx) =>
      tx.updateTable("workspaces").set({ time_zone: "Asia/Tokyo", locale: "de-DE" }).execute(),
    )
    const own = await member("admin", "America/Lima")
    const other = await member()
    await tells([imported()], start)
    const { mails, mailer } = mailbox()
    await round(after(gatherMs), mailer)
    const written = (timeZone: string) =>
      new Intl.DateTimeFormat("de-DE", { dateStyle: "medium", timeStyle: "short", timeZone }).format(start)
    const textTo = (email: string) => mails.find(({ to }) => to === email)?.text
    expect(textTo(own.email)).toContain(written("America/Lima"))
    expect(textTo(other.email)).toContain(written("Asia/Tokyo"))
    await platform.db.system((tx) =>
      tx.updateTable("workspaces").set({ time_zone: null, locale: null }).execute(),
    )
  })
})

it("who is told of more than is looked at in one round keeps nobody from their mail", async () => {
  const busy = await member()
  await tells([imported()])
  const { mails, mailer } = mailbox()
  await round(after(gatherMs), mailer)
  await tells(Array.from({ length: 5_001 }, imported), after(gatherMs))
  const other = await member()
  await platform.db.workspace(workspaceId, (tx) =>
    chooseKinds(tx, { workspaceId, memberId: other.id }, ["check_failed"], start),
  )
  await tells([failing("token")], after(gatherMs))
  await round(after(3 * gatherMs), mailer)
  expect(mails.map(({ to }) => to)).toEqual([busy.email, other.email])
})

describe("a mail server that fails", () => {
  it("is asked again where it surely took nothing", async () => {
    await member()
    await tells([failing("token")])
    let isAway = true
    const { mails, mailer } = mailbox(() =>
      isAway ? Object.assign(new Error("no"), { responseCode: 451 }) : undefined,
    )
    expect(await round(after(gatherMs), mailer)).toBe(0)
    isAway = false
    expect(await round(after(gatherMs + 1), mailer)).toBe(1)
    expect(mails).toHaveLength(1)
  })

  it.each([
    ["asked again where it refuses an address for now", "450 later", 2],
    ["left alone where it refuses an address for good", "550 nobody has it", 1],
  ])("is %s", async (_, answer, times) => {
    const { email } = await member()
    await tells([failing("token")])
    let asked = 0
    const server = await startMailServer(undefined, (command) => {
      if (!command.startsWith(`RCPT TO:<${email}>`)) return undefined
      asked++
      return answer
    })
    const config = { ...platform.config, mail: { smtpUrl: server.url, from: "parley@example.com" } }
    for (const ms of [gatherMs, 2 * gatherMs])
      await mailNotifications({ ...platform, config, clock: { ...platform.clock, now: () => after(ms) } })
    await server.close()
    expect(asked).toBe(times)
  })

  it("is not where it may have taken the mail", async () => {
    await member()
    await tells([failing("token")])
    let fails = true
    const { mails, mailer } = mailbox(() =>
      fails ? Object.assign(new Error("time"), { code: "ETIMEDOUT" }) : undefined,
    )
    await round(after(gatherMs), mailer)
    fails = false
    await round(after(2 * pauseMs), mailer)
    expect(mails).toEqual([])
  })
})

it("two processes mail each notification once", async () => {
  await Promise.all(Array.from({ length: 25 }, () => member()))
  await tells([failing("token")])
  const { mails, mailer } = mailbox()
  await Promise.all(Array.from({ length: 4 }, () => round(after(gatherMs), mailer)))
  expect(mails).toHaveLength(25)
  expect(new Set(mails.map(({ to }) => to)).size).toBe(25)
})

describe("a process that is killed while it mails", () => {
  it("leaves a mail that the server may have taken unsent", async () => {
    await member()
    await tells([failing("token")])
    const asked = Promise.withResolvers<void>()
    const mailServer = await silentAfterData(asked.resolve)
    const child = fork(fileURLToPath(new URL("../testing/mailing-process.ts", import.meta.url)), [], {
      execArgv: [],
      stdio: "inherit",
      env: {
        ...process.env,
        ...(await testEnvironment({ DATABASE_URL: platform.databaseUrl, SMTP_URL: mailServer.url })),
        MAIL_FROM: "parley@example.com",
      },
    })
    await asked.promise
    const ended = once(child, "exit")
    child.kill("SIGKILL")
    await ended
    mailServer.close()
    const awake = await startMailServer()
    const config = { ...platform.config, mail: { smtpUrl: awake.url, from: "parley@example.com" } }
    expect(await mailNotifications({ ...platform, config })).toBe(0)
    expect(awake.mails).toEqual([])
    await tells([failing("webhook")], new Date(Date.now() - gatherMs))
    await platform.db.system((tx) =>
      tx.updateTable("notification_mails").set({ claimed_at: start }).execute(),
    )
    expect(await mailNotifications({ ...platform, config })).toBe(1)
    expect(awake.mails.join("")).not.toContain("token does not work")
    await awake.close()
  })
})

/** A mail server that gets a whole mail, and dies before it says whether it took it. */
async function silentAfterData(heard: () => void) {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on("error", () => undefined)
    let isMail = false
    let mail = ""
    socket.write("220 test\r\n")
    socket.on("data", (data) => {
      const text = data.toString()
      if (isMail) {
        mail += text
        if (mail.endsWith("\r\n.\r\n")) heard()
        return
      }
      for (const line of text.split("\r\n").slice(0, -1)) {
        isMail = line === "DATA"
        socket.write(isMail ? "354 go on\r\n" : "250 fine\r\n")
      }
    })
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  const address = server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
