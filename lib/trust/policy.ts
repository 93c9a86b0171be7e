/** What an operator may set about trust; revocation and warning are totals 0–1000. */
export type TrustPolicy = {
  revocationThreshold: number;
  warningThreshold: number;
  minimumEvidence: number;
  minimumCoverage: number;
  sampleIntervalSeconds: number;
  autoRegister: boolean;
};

export const DEFAULT_TRUST_POLICY: TrustPolicy = {
  revocationThreshold: 300,
  warningThreshold: 500,
  minimumEvidence: 5,
  minimumCoverage: 3,
  sampleIntervalSeconds: 30,
  autoRegister: false,
};
