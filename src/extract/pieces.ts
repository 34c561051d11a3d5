/** Blocks that are pieces of one line of a text. */
import type { Block } from "../types.ts";

/** Does the block go on with the line of the one before it? */
export function continuesLine({ joint }: Pick<Block, "joint">): boolean {
  return joint === "space" || joint === "nothing";
}
