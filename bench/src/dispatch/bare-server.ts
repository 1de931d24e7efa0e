/** The least that node:http can do: takes a request whole and answers a constant, the same bytes that Meta would. Environment: PORT. */
import { createServer } from "node:http"
import { graphHeaders, newTraceId } from "../../../apps/sandbox/src/http/trace.ts"

const answer =
  '{"messaging_product":"whatsapp","contacts":[{"input":"+4915110000000","wa_id":"4915110000000"}],"messages":[{"id":"wamid.HBgNNDkxNTExMDAwMDAwMBUCABEYEjVGNDI1QTc0RjEzMDMzNDkyMAA=","message_status":"accepted"}]}'
const headers = graphHeaders("v23.0", newTraceId(), Buffer.byteLength(answer))

createServer((request, response) => {
  request.resume()
  request.once("end", () => response.writeHead(200, headers).end(answer, "latin1"))
}).listen(Number(process.env.PORT), "127.0.0.1")
