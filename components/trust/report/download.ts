import { csv } from "@/lib/http/csv";
import { type HealthReport, healthTable } from "@/lib/trust/health";

const FORMATS = {
  csv: { type: "text/csv", write: (report: HealthReport) => csv(healthTable(report)) },
  json: { type: "application/json", write: (report: HealthReport) => `${JSON.stringify(report, null, 2)}\n` },
} as const;

/** Saves the report as it is shown, not as it would be by now; the API gives the same two forms. */
export function downloadReport(report: HealthReport, format: keyof typeof FORMATS): void {
  const { type, write } = FORMATS[format];
  const url = URL.createObjectURL(new Blob([write(report)], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `health-${report.periodDays}-days-${report.asOf.slice(0, 10)}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
