/**
 * What Meta files the formats of its template library under, as far as is known: its own lists grow, and formats say
 * what they are filed under. Source: Meta, "Template library", and what the library answers.
 */
export const libraryTopics = [
  "ACCOUNT_UPDATES",
  "CUSTOMER_FEEDBACK",
  "EVENT_REMINDER",
  "IDENTITY_VERIFICATION",
  "ORDER_MANAGEMENT",
  "PAYMENTS",
] as const

export const libraryIndustries = ["E_COMMERCE", "FINANCIAL_SERVICES"] as const

/** Misspelt where Meta misspells. */
export const libraryUseCases = [
  "ACCOUNT_CREATION_CONFIRMATION",
  "AUTO_PAY_REMINDER",
  "DELIVERY_CONFIRMATION",
  "DELIVERY_FAILED",
  "DELIVERY_UPDATE",
  "EVENT_DETAILS_REMINDER",
  "EVENT_RSVP_CONFIRMATON",
  "FEEDBACK_SURVEY",
  "FRAUD_ALERT",
  "IN_PERSON_VERIFICATION",
  "LOW_BALANCE_WARNING",
  "ORDER_ACTION_NEEDED",
  "ORDER_CONFIRMATION",
  "ORDER_DELAY",
  "ORDER_OR_TRANSACTION_CANCEL",
  "ORDER_PICK_UP",
  "PAYMENT_ACTION_REQUIRED",
  "PAYMENT_CONFIRMATION",
  "PAYMENT_DUE_REMINDER",
  "PAYMENT_OVERDUE",
  "PAYMENT_REJECT_FAIL",
  "PAYMENT_SCHEDULED",
  "RECEIPT_ATTACHMENT",
  "RETURN_CONFIRMATION",
  "SHIPMENT_CONFIRMATION",
  "STATEMENT_ATTACHMENT",
  "STATEMENT_AVAILABLE",
  "TRANSACTION_ALERT",
] as const
