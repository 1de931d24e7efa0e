/** A place on the map. Meta documents decimal degrees as strings and takes numbers as well. */
import { z } from "zod"

function degrees(bound: number) {
  return z
    .union([z.number(), z.string().regex(/^[+-]?\d+(\.\d+)?$/, "must be decimal degrees")])
    .refine((value) => Math.abs(Number(value)) <= bound, {
      message: `must be between -${bound} and ${bound}`,
      params: { rule: "out_of_range" },
    })
}

export const locationSchema = z.strictObject({
  latitude: degrees(90),
  longitude: degrees(180),
  name: z.string().optional(),
  address: z.string().optional(),
})

export const locationContentSchema = z.object({ type: z.literal("location"), location: locationSchema })
