import type { AttributeFault } from "@parley/model"
import type { Tx } from "../../platform/database/index.ts"

/** What is to become of the attributes of one contact. */
export interface AttributeChange {
  contactId: string
  /**
   * By name: a value, null (removes), `{ inc: 2 }`, `{ add: […], remove: […] }` of an array, or `{ $add, $update, $remove }` of an
   * array of objects, as Braze writes them.
   */
  attributes: Readonly<Record<string, unknown>>
  /** Objects are merged into those that are there, instead of replacing them. */
  mergeObjects?: boolean
}

/** Why one attribute of a change was left as it was. */
export interface AttributeError {
  /** Of the change, from 0. */
  index: number
  /** Of the attribute. */
  name: string
  code: AttributeFault | "contact_unknown"
  message: string
}

/** In whose name, when, and whether what is given are texts that people wrote (a file, a form) or JSON. */
export interface AttributeScope {
  workspaceId: string
  now: Date
  from: "text" | "json"
}

/**
 * Changes attributes of many contacts; several changes of one contact apply in their order. What is wrong is reported with its
 * change, and the rest is written. Records `contact_changed` of those that have other values than before.
 */
export declare function writeAttributes(
  tx: Tx,
  scope: AttributeScope,
  changes: readonly AttributeChange[],
): Promise<{ changed: Set<string>; errors: AttributeError[] }>

/** Values for contacts that are written by other means (an import, a form): read by the catalogue, which learns of new ones. */
export declare function readAttributes(
  tx: Tx,
  scope: AttributeScope,
  given: readonly Readonly<Record<string, unknown>>[],
): Promise<{ values: Record<string, unknown>[]; errors: AttributeError[] }>
