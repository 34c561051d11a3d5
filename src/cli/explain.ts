/** placeholder */
import type { Settings } from "./settings.ts";
export async function explain(_target: string, _settings: Settings): Promise<number> {
  return 0;
}
