import pino, { type Logger } from "pino";
import pretty from "pino-pretty";
import type { Config } from "./config";

/** The process' log: readable on a terminal, JSON lines elsewhere. Credentials never reach it. */
export function createLog({ logLevel, logFormat }: Pick<Config, "logLevel" | "logFormat">): Logger {
  const options = { level: logLevel, base: null, redact: ["req.headers.authorization", "req.headers.cookie"] };
  return logFormat === "pretty"
    ? pino(options, pretty({ colorize: process.stdout.isTTY, translateTime: "SYS:HH:MM:ss", ignore: "pid,hostname" }))
    : pino(options);
}
