import { expect, test } from "../fixtures";
import { KEY } from "../server";

test("18 Safe ingest API: a batch sent again counts nothing twice, and a bad item is named while the rest passes", async ({
  api,
  request,
}) => {
  const agentId = await api.register("Retried");
  const signal = (id: string, value: number) => ({ id, agentId, dimension: "output_quality", value, source: "e2e" });
  const batch = { signals: [signal("first", 0.9), signal("second", 0.8)] };
  expect(await api.post("/signals", batch)).toMatchObject({ accepted: 2, duplicates: 0 });
  expect(await api.post("/signals", batch)).toMatchObject({ accepted: 0, duplicates: 2 });

  const mixed = { signals: [signal("third", 0.7), signal("fourth", 7)] };
  const headers = { authorization: `Bearer ${KEY}` };
  const whole = await request.post("/api/v1/signals", { data: mixed, headers });
  expect(whole.status()).toBe(422);
  expect(JSON.stringify(await whole.json())).toContain("/signals/1/value");
  const partial = await request.post("/api/v1/signals?partial=true", { data: mixed, headers });
  expect(partial.status()).toBe(200);
  const answer = await partial.json();
  expect(answer).toMatchObject({ accepted: 1 });
  expect(JSON.stringify(answer)).toContain("/signals/1/value");
  const { items } = await api.get<{ items: unknown[] }>(`/agents/${agentId}/signals`);
  expect(items).toHaveLength(3);
});
