// Loaded into the server's process before everything else: its clock begins hours ago, and a test moves it on. So a day of
// real signals can be reported within a minute.
const HOURS_BACK = 8;

const real = Date.now;
let back = HOURS_BACK * 3_600_000;
Date.now = () => real() - back;

process.on("message", (message) => {
  if (typeof message?.hoursBack !== "number") return;
  back = message.hoursBack * 3_600_000;
  process.send?.("moved");
});
process.channel?.unref();
