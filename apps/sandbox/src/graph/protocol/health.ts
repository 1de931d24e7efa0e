/** `health_status`: whether messages can be sent, and which of number, account, business, app or template is in the way. */
import type { App, Business, PhoneNumber, Template, Waba } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"

type Can = "AVAILABLE" | "LIMITED" | "BLOCKED"

interface Entity {
  entity_type: "PHONE_NUMBER" | "WABA" | "BUSINESS" | "APP" | "MESSAGE_TEMPLATE"
  id: string
  can_send_message: Can
  errors?: { error_code: number; error_description: string; possible_solution: string }[]
}

export interface Health {
  can_send_message: Can
  entities: Entity[]
}

export function numberHealth(world: World, number: PhoneNumber): Health {
  const waba = world.wabas.get(number.waba_id)
  return healthOf([ofNumber(number), ...(waba === undefined ? [] : accountEntities(world, waba))])
}

export function wabaHealth(world: World, waba: Waba): Health {
  return healthOf(accountEntities(world, waba))
}

export function businessHealth(business: Business): Health {
  return healthOf([ofBusiness(business)])
}

export function appHealth(app: App): Health {
  return healthOf([ofApp(app)])
}

export function templateHealth(world: World, template: Template): Health {
  const waba = world.wabas.get(template.waba_id)
  return healthOf([ofTemplate(template), ...(waba === undefined ? [] : accountEntities(world, waba))])
}

/** The worst of all says what is possible. */
function healthOf(entities: Entity[]): Health {
  const all = entities.map((entity) => entity.can_send_message)
  const worst = all.includes("BLOCKED") ? "BLOCKED" : all.includes("LIMITED") ? "LIMITED" : "AVAILABLE"
  return { can_send_message: worst, entities }
}

function accountEntities(world: World, waba: Waba): Entity[] {
  const business = world.businesses.get(waba.business_id)
  const apps = waba.subscribed_apps.flatMap(({ app_id }) => world.apps.get(app_id) ?? [])
  return [
    ofWaba(waba),
    ...(business === undefined ? [] : [ofBusiness(business)]),
    ...apps.slice(0, 1).map(ofApp),
  ]
}

function ofNumber({ id, registered, status }: PhoneNumber): Entity {
  const entity = { entity_type: "PHONE_NUMBER", id } as const
  if (!registered) {
    return blocked(entity, 141000, "The phone number is not registered.", "Register the phone number.")
  }
  if (status === "BANNED" || status === "RESTRICTED") {
    return blocked(entity, 141000, "The phone number is restricted.", "Appeal in Business Support.")
  }
  return { ...entity, can_send_message: "AVAILABLE" }
}

function ofWaba({ id, has_payment_method, account_review_status }: Waba): Entity {
  const entity = { entity_type: "WABA", id } as const
  if (account_review_status === "REJECTED") {
    return blocked(entity, 141000, "The account was rejected.", "Ask for another review.")
  }
  if (!has_payment_method) {
    return blocked(
      entity,
      141006,
      "There is an error with the payment method.",
      "Add or update the payment method of the account.",
    )
  }
  return { ...entity, can_send_message: "AVAILABLE" }
}

function ofBusiness({ id, verification_status }: Business): Entity {
  const entity = { entity_type: "BUSINESS", id } as const
  if (verification_status === "verified") return { ...entity, can_send_message: "AVAILABLE" }
  return {
    ...entity,
    can_send_message: "LIMITED",
    errors: [
      {
        error_code: 141010,
        error_description: "The business has not passed business verification.",
        possible_solution: "Verify the business in its security settings.",
      },
    ],
  }
}

function ofApp({ id }: App): Entity {
  return { entity_type: "APP", id, can_send_message: "AVAILABLE" }
}

function ofTemplate({ id, status }: Template): Entity {
  const entity = { entity_type: "MESSAGE_TEMPLATE", id } as const
  if (status === "APPROVED") return { ...entity, can_send_message: "AVAILABLE" }
  return blocked(entity, 141000, `The template is ${status.toLowerCase()}.`, "Use an approved template.")
}

function blocked(
  entity: Pick<Entity, "entity_type" | "id">,
  code: number,
  description: string,
  solution: string,
): Entity {
  const error = { error_code: code, error_description: description, possible_solution: solution }
  return { ...entity, can_send_message: "BLOCKED", errors: [error] }
}
