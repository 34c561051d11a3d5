/** Strings that outlive the page they come from. */

/**
 * The text in memory of its own: cut out of a page, it would keep all of the page's text as long as it lives itself. What UTF-8 cannot hold
 * (half a character) stays as it is.
 */
export function owned(text: string): string {
  const copy = Buffer.from(text, "utf8").toString("utf8");
  return copy === text ? copy : text;
}
