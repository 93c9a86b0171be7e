import { describe, expect, it } from "vitest";
import { parseAnswer } from "./connection";
import { bodyOf } from "./traffic";

const bytes = (text: string) => Buffer.from(text);

describe("an answer", () => {
  const whole = 'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"a":"ä"} ';

  it("is read by its length in bytes", () => {
    expect(parseAnswer(bytes(whole))).toEqual({ status: 200, body: '{"a":"ä"} ' });
  });

  it("is waited for while parts are missing", () => {
    for (let end = 0; end < bytes(whole).length; end++) expect(parseAnswer(bytes(whole).subarray(0, end))).toBeUndefined();
  });

  it("is put together from chunks", () => {
    const head = "HTTP/1.1 422 Unprocessable\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect(parseAnswer(bytes(`${head}3\r\nabc\r\n`))).toBeUndefined();
    expect(parseAnswer(bytes(`${head}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n`))).toEqual({ status: 422, body: "abcde" });
  });
});

describe("the load", () => {
  const body = JSON.parse(bodyOf({ agents: ["x", "y"], run: "r" }, 3, 2)) as { signals: Record<string, unknown>[] };

  it("speaks about the agents in turn, with an id of its own for each signal", () => {
    expect(body.signals.map(({ agentId, id, dimension }) => [agentId, id, dimension])).toEqual([
      ["y", "r-3", "resource_efficiency"],
      ["x", "r-4", "output_quality"],
    ]);
  });

  it("looks like real signals: about 230 bytes, values from a half to one, trace ids", () => {
    expect(JSON.stringify(body.signals[0]).length).toBeGreaterThan(180);
    for (const { value, traceId } of body.signals) {
      expect(value).toBeGreaterThanOrEqual(0.5);
      expect(value).toBeLessThan(1);
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    }
  });
});
