import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config";

const folder = mkdtempSync(join(tmpdir(), "muster-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (env: Record<string, string>) =>
  readConfig({ DATABASE_URL: `file:${join(folder, "muster.db")}`, ...env }, { demo: false, terminal: false });

describe("what agent endpoints may use", () => {
  it("is nothing unless it is set", () => {
    expect(read({})).toMatchObject({ privateEndpoints: new Set(), endpointCredentials: new Map() });
  });

  it("is read with the start", () => {
    const config = read({
      MUSTER_ALLOW_PRIVATE_ENDPOINTS: "localhost:8000,[fd00::1]:80",
      MUSTER_ENDPOINT_CREDENTIALS: "main=api.example.com:443=AGENT_KEY",
      AGENT_KEY: "sk-0123456789",
    });
    expect(config.privateEndpoints).toEqual(new Set(["localhost:8000", "[fd00::1]:80"]));
    expect(config.endpointCredentials.get("main")).toEqual({ place: "api.example.com:443", token: "sk-0123456789" });
  });

  it("refuses the start where it is wrong, and keeps the secret to itself", () => {
    expect(() => read({ MUSTER_ALLOW_PRIVATE_ENDPOINTS: "10.0.0.0/8" })).toThrow(
      new ConfigError('MUSTER_ALLOW_PRIVATE_ENDPOINTS: "10.0.0.0/8" is not of the form host:port.'),
    );
    expect(() => read({ MUSTER_ENDPOINT_CREDENTIALS: "main=api.example.com:443=sk-0123456789" })).toThrow(
      new ConfigError("MUSTER_ENDPOINT_CREDENTIALS: Entry 1 is not of the form name=host:port=ENV_NAME."),
    );
  });
});
