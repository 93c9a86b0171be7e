import { describe, expect, it } from "vitest";
import { ACTIONS, ROLES } from "../access/action";
import { barredBy } from "./permission";

describe("what a role is barred from", () => {
  it("is nothing for an admin", () => {
    expect(barredBy(ROLES.admin)).toEqual({});
  });

  it("is what its scopes do not open, with the roles that may", () => {
    expect(barredBy(ROLES.viewer)).toMatchObject({ suspendAgent: ["operator", "admin"], createKey: ["admin"] });
    expect(barredBy(ROLES.viewer)).not.toHaveProperty("readFleet");
    expect(barredBy(ROLES.operator)).not.toHaveProperty("suspendAgent");
    const withheld = Object.values(ACTIONS).filter((scope) => scope === "admin" || scope === "ingest");
    expect(Object.keys(barredBy(ROLES.operator))).toHaveLength(withheld.length);
  });
});
