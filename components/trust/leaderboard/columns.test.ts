import { describe, expect, it } from "vitest";
import { defaultColumns, formatColumns, gridOf, leastWidth, moveColumn, parseColumns, withColumn } from "./columns";

const columns = (text: string) => parseColumns(text) ?? [];

describe("columns", () => {
  it("are read from the address as they are written, and nothing else is", () => {
    for (const text of ["score", "status,model,score", "security_posture,bar"]) expect(formatColumns(columns(text))).toBe(text);
    for (const text of ["", "rank", "score,", "score,score", "toString"]) expect(parseColumns(text)).toBeNull();
  });

  it("come at their usual place, go, and the last one stays", () => {
    expect(formatColumns(withColumn(columns("score,status"), "tier", true))).toBe("score,tier,status");
    expect(formatColumns(withColumn(columns("status,score"), "model", true))).toBe("status,score,model");
    expect(formatColumns(withColumn(columns("tier"), "score", true))).toBe("score,tier");
    expect(formatColumns(withColumn(columns("score,tier"), "score", false))).toBe("tier");
    expect(formatColumns(withColumn(columns("tier"), "tier", false))).toBe("tier");
  });

  it("move as far as there is room", () => {
    expect(formatColumns(moveColumn(columns("score,tier,status"), "status", -1))).toBe("score,status,tier");
    expect(formatColumns(moveColumn(columns("score,tier,status"), "status", 1))).toBe("score,tier,status");
    expect(formatColumns(moveColumn(columns("score,tier"), "model", 1))).toBe("score,tier");
  });

  it("are fewer where the window is narrow, and fit into it", () => {
    const frame = 76 + 12 + 100 + 2 * 24;
    expect(leastWidth(defaultColumns("wide")) + frame).toBeLessThanOrEqual(1280);
    expect(leastWidth(defaultColumns("desk")) + frame).toBeLessThanOrEqual(1024);
    expect(leastWidth(defaultColumns("narrow")) + frame).toBeLessThanOrEqual(768);
    expect(gridOf(columns("score,security_posture"))).toBe("var(--track-score) var(--track-mean)");
  });
});
