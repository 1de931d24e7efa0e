import { everyRow, type ParleyApi, type Shapes } from "../api/client.ts"
import { chooseOne } from "./choose.ts"

/** The number that `wanted` names by an id or as a phone number; without `wanted` the only one there is. @throws Failure */
export async function chooseNumber(api: ParleyApi, wanted: string | undefined): Promise<Shapes["Number"]> {
  return chooseOne(await everyRow((query) => api.GET("/v1/numbers", { params: { query } })), wanted, {
    what: "number",
    is: (each) => [
      each.id,
      each.phone_number_id,
      each.display_phone_number,
      `+${each.display_phone_number.replace(/\D/g, "")}`,
    ],
    show: (each) => `${each.display_phone_number}  ${each.verified_name}  ${each.id}`,
  })
}
