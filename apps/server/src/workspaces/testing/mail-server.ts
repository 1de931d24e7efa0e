import { once } from "node:events"
import { createServer } from "node:net"

/**
 * A mail server that takes every mail and keeps its source. As much of SMTP as one client needs.
 * @param awake it greets nobody before
 * @param refuse what it answers to a command, such as `550 nobody` to `RCPT TO:<…>`, where it does not agree
 */
export async function startMailServer(
  awake: Promise<void> = Promise.resolve(),
  refuse: (command: string) => string | undefined = () => undefined,
) {
  const mails: string[] = []
  const server = createServer((socket) => {
    let lines = ""
    let mail: string | undefined
    awake.then(() => socket.write("220 test\r\n"))
    socket.on("data", (data) => {
      lines += data.toString()
      for (let end = lines.indexOf("\r\n"); end >= 0; end = lines.indexOf("\r\n")) {
        const line = lines.slice(0, end)
        lines = lines.slice(end + 2)
        if (mail !== undefined) {
          if (line === ".") {
            mails.push(mail)
            mail = undefined
            socket.write("250 taken\r\n")
          } else mail += `${line}\n`
        } else if (line === "DATA") {
          mail = ""
          socket.write("354 go on\r\n")
        } else if (line === "QUIT") socket.end("221 bye\r\n")
        else socket.write(`${refuse(line) ?? "250 fine"}\r\n`)
      }
    })
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  const address = server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    mails,
    close: () => new Promise((closed) => server.close(closed)),
  }
}

/** Of a mail's source, the address that starts so; quoted-printable's soft line breaks undone. */
export const linkIn = (mail: string | undefined, start: string): string =>
  new RegExp(`${start}\\S*`).exec(mail?.replaceAll("=\n", "").replaceAll("=3D", "=") ?? "")?.[0] ?? ""
