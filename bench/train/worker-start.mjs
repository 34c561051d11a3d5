// Workers do not inherit the loader that the main thread reads TypeScript with.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
