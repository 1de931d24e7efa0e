/** The least that node:http can do: takes a request whole and answers a constant. Environment: PORT. */
import { createServer } from "node:http"

const answer =
  '{"messaging_product":"whatsapp","contacts":[{"input":"+4915110000000","wa_id":"4915110000000"}],"messages":[{"id":"wamid.HBgNNDkxNTExMDAwMDAwMBUCABEYEjVGNDI1QTc0RjEzMDMzNDkyMAA=","message_status":"accepted"}]}'
const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(answer) }

createServer((request, response) => {
  request.resume()
  request.once("end", () => response.writeHead(200, headers).end(answer))
}).listen(Number(process.env.PORT), "127.0.0.1")
