import type { Shape } from "../../../src/extract/labeller/shape.ts";

/** A network small enough to compute by hand or by differences. */
export const smallShape: Shape = {
  channels: 8,
  textColumns: 5,
  markupColumns: 3,
  wordRows: 16,
  markupRows: 8,
  hashedWidth: 2,
  dilations: [1, 2],
  secondDilations: [1, 3],
};
