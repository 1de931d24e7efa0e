/**
 * Codes that call for an answer of their own, beyond what their entry says, by what they mean.
 * @example errorCodes.marketingStopped // 131050
 */
export const errorCodes = {
  /** The number's throughput is used up, by whatever sends from it. */
  throughputReached: 130429,
  /** The person stopped marketing messages of this business. */
  marketingStopped: 131050,
  /** Too many people blocked or reported the number; or the portfolio wrote to as many people as it may. */
  spamLimitReached: 131048,
  /** The messaging limit was lowered, for templates in a wrong category. */
  limitLowered: 131064,
  /** The business account is disabled. */
  accountLocked: 131031,
  /** The business account may not send for a while, for breaking a policy. */
  policyViolation: 368,
  /** Meta could not read a file. */
  mediaUnreadable: 131052,
  /** A file is not what Meta takes. */
  mediaRefused: 131053,
  /** The PIN is not the number's two-step PIN. */
  wrongPin: 133005,
} as const

/**
 * Codes of what stands in the way of sending, as `health_status` of a business account gives them.
 * @example healthCodes.paymentMissing // 141006
 */
export const healthCodes = {
  /** The account has no payment method. */
  paymentMissing: 141006,
} as const
