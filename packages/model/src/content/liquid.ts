import { z } from "zod"

/** Liquid; renders to the text that is sent. */
export const liquid = z.string().max(4096)

/** Whether a text is still to be rendered. */
export const isLiquid = (text: string): boolean => text.includes("{{") || text.includes("{%")
