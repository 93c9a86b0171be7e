// Loaded into the server's process before everything else: tells a test how many upgrade listeners each listening port has.
import { Server } from "node:http";

const listening = new Set();
const { listen } = Server.prototype;
Server.prototype.listen = function (...args) {
  listening.add(this);
  return listen.apply(this, args);
};

process.on("message", (question) => {
  if (question === "upgrade listeners") process.send?.([...listening].map((server) => server.listenerCount("upgrade")));
});
process.channel?.unref();
