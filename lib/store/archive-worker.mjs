// A thread starts without whatever lets its parent run TypeScript.
import { register } from "tsx/esm/api";

register();
await import("./archive-task.ts");
