import { z } from "zod";

/** What an operator may set about trust; revocation and warning are totals 0–1000. */
export const TrustPolicy = z
  .strictObject({
    revocationThreshold: z.int().min(0).max(1000),
    warningThreshold: z.int().min(0).max(1000),
    minimumEvidence: z.int().min(0).max(500),
    minimumCoverage: z.int().min(0).max(5),
    sampleIntervalSeconds: z.int().min(1).max(300),
    autoRegister: z.boolean(),
  })
  .meta({ id: "TrustPolicy" });
export type TrustPolicy = z.infer<typeof TrustPolicy>;

export const DEFAULT_TRUST_POLICY: TrustPolicy = {
  revocationThreshold: 300,
  warningThreshold: 500,
  minimumEvidence: 5,
  minimumCoverage: 3,
  sampleIntervalSeconds: 30,
  autoRegister: false,
};
