// Loaded into a server whose clock a test sets: it begins at CLOCK_AT (epoch ms) if that is given, {at} sets it, {pace} makes it
// go slower or faster. Only what the system says is moved; time that passes is not.
const Real = Date;
let since = Real.now();
let at = Number(process.env.CLOCK_AT || since);
let pace = 1;
const now = () => Math.round(at + (Real.now() - since) * pace);

globalThis.Date = new Proxy(Real, {
  construct: (target, values, made) => Reflect.construct(target, values.length > 0 ? values : [now()], made),
  apply: () => new Real(now()).toString(),
  get: (target, name, self) => (name === "now" ? now : Reflect.get(target, name, self)),
});

process.on("message", (message) => {
  if (typeof message?.at !== "number" && typeof message?.pace !== "number") return;
  at = message.at ?? now();
  since = Real.now();
  pace = message.pace ?? 1;
  process.send("set");
});
process.channel?.unref();
