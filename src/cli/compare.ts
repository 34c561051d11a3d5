/** placeholder */
import type { Settings } from "./settings.ts";
export async function compare(_a: string, _b: string, _settings: Settings): Promise<number> {
  return 0;
}
