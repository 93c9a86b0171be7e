import { z } from "zod";
import type { TrustPolicy as TrustPolicyOf } from "./policy";

export const TrustPolicy = z
  .strictObject({
    revocationThreshold: z.int().min(0).max(1000),
    warningThreshold: z.int().min(0).max(1000),
    minimumEvidence: z.int().min(0).max(500),
    minimumCoverage: z.int().min(0).max(5),
    sampleIntervalSeconds: z.int().min(1).max(300),
    autoRegister: z.boolean(),
  })
  .meta({ id: "TrustPolicy" }) satisfies z.ZodType<TrustPolicyOf>;
