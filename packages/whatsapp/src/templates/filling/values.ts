/** The values that one message gives to a template's variables. Plain data: it can be stored and composed as JSON. */

/** A medium by uploaded id or public link. */
export type MediaValue = { id: string; filename?: string } | { link: string; filename?: string | undefined }

export interface LocationValue {
  latitude: number | string
  longitude: number | string
  name?: string | undefined
  address?: string | undefined
}

export interface ProductSection {
  /** Needed when there is more than one. */
  title?: string | undefined
  product_items: { product_retailer_id: string }[]
}

/** Which member applies follows from the type of the button. */
export interface ButtonValues {
  /** URL: what replaces the variable, i.e. the end of the address. */
  suffix?: string | undefined
  /** QUICK_REPLY: comes back when tapped; the button's text if absent. */
  payload?: string | undefined
  /** COPY_CODE */
  couponCode?: string | undefined
  /** FLOW */
  flowToken?: string | undefined
  /** FLOW: data of the first screen. */
  flowActionData?: Record<string, unknown> | undefined
  /** CATALOG, MPM */
  thumbnailProductRetailerId?: string | undefined
  /** MPM */
  sections?: ProductSection[] | undefined
  /** VOICE_CALL */
  ttlMinutes?: number | undefined
  /** ORDER_DETAILS: the `order_details` action as Meta defines it for the country. */
  action?: Record<string, unknown> | undefined
}

export interface CardValues {
  headerMedia?: MediaValue | undefined
  headerProduct?: { productRetailerId: string; catalogId: string } | undefined
  /** By variable name: `"1"` or `"first_name"`. */
  body?: Record<string, string> | undefined
  /** By position among the card's buttons, from 0. */
  buttons?: Record<number, ButtonValues> | undefined
}

export interface TemplateValues extends CardValues {
  /** Text header, by variable name. */
  header?: Record<string, string> | undefined
  headerLocation?: LocationValue | undefined
  /** Limited-time offer that expires: the instant, in milliseconds since 1970. */
  offerEndsAtMs?: number | undefined
  /** Carousel cards, in order. */
  cards?: CardValues[] | undefined
}
