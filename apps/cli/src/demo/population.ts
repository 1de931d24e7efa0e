/** How the people of the demo behave: most read, some answer, a few cannot be reached. */
import { everyRow, type Shapes } from "../api/client.ts"
import type { Behaviour } from "../sandbox-control.ts"
import { did, type Stage } from "./context.ts"

const population: Behaviour = {
  sent_ms: [50, 400],
  delivered_share: 0.97, // the others have their phone switched off
  delivered_ms: [200, 1_500],
  read_share: 0.75,
  read_ms: [300, 2_500],
  reply_share: 0.12,
  reply_ms: [300, 2_000],
  replies: ["Yes, please", "Not this time", "Can I bring a friend?", "👍", "Yes, with pleasure!"],
  unreachable_share: 0.02,
  marketing_capped_share: 0.015,
  block_share: 0.005,
}

/** Someone who surely reads and answers. */
const responsive = {
  delivered_share: 1,
  read_share: 1,
  reply_share: 1,
  unreachable_share: 0,
  marketing_capped_share: 0,
  block_share: 0,
}

/** The question that the demo will answer. */
export const question = "What time does it start?"

/** What some people answer in their own language, by the code that templates have for it. */
export const answersByLanguage: Readonly<Record<string, string>> = {
  en: question,
  ar: "نعم، سأكون هناك. شكراً!",
  el: "Ναι, θα έρθω! Ευχαριστώ",
  he: "כן, בשמחה! תודה",
  hi: "हाँ, ज़रूर आऊँगा। धन्यवाद!",
  ja: "はい、ぜひ参加したいです！",
  ko: "네, 참석할게요. 감사합니다!",
  ru: "Да, обязательно приду!",
  th: "ไปแน่นอน ขอบคุณ",
  vi: "Vâng, tôi sẽ đến. Cảm ơn!",
  zh: "好的，请给我留一个位置",
}

/** People to prepare for each language: some of them are not subscribed, or not in the audience. */
const respondersPerLanguage = 6

/** The people of the demo's own file; an installation may have others. */
const isOurs = ({ external_id, phone }: Shapes["Contact"]) =>
  phone !== null && /^c-\d{5}$/.test(external_id ?? "")

/** wa_id of a contact's phone. */
export const waIdOf = (phone: string): string => phone.replace(/\D/g, "")

/** Sets the people in motion, and has a few answer in their own languages. @returns how to set the old ways again */
export async function peopleTheWorld(stage: Stage): Promise<() => Promise<unknown>> {
  const { api, sandbox } = stage
  const former = await sandbox.settings()
  const contacts = await everyRow((query) => api.GET("/v1/contacts", { params: { query } }))
  const responders = Object.entries(answersByLanguage).flatMap(([code, reply]) =>
    contacts
      .filter((each) => isOurs(each) && each.language?.split("_")[0] === code)
      .slice(0, respondersPerLanguage)
      .map((person) => ({ person, reply })),
  )
  await sandbox.setPopulation(population)
  await Promise.all(responders.map(({ person, reply }) => makeResponsive(stage, person, reply)))
  did(
    stage,
    "The people behind the numbers: 75 % read, 12 % answer, some are offline, unreachable or have had enough adverts",
  )
  return () => sandbox.setPopulation(former.population)
}

async function makeResponsive(
  { sandbox }: Stage,
  { phone, first_name, last_name }: Shapes["Contact"],
  reply: string,
): Promise<void> {
  const name = [first_name, last_name].filter(Boolean).join(" ")
  await sandbox.setPerson(waIdOf(phone ?? ""), {
    ...(name && { name }),
    behaviour: { ...responsive, replies: [reply] },
  })
}

/** Nobody answers by themselves any more. */
export async function quietDown({ sandbox }: Stage, waId: string): Promise<void> {
  await sandbox.setPopulation({ reply_share: 0 })
  await sandbox.setPerson(waId, { behaviour: { ...responsive, reply_share: 0 } })
}
