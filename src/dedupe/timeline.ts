/** Live blogs: entries under clock times. */

/** A line that opens with a clock time, alone or before its entry: "08:05", "10.32am", "14:05 GMT - ". */
const CLOCK_LINE =
  /^[ \t]*(?:\[|\()?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:[ \t]*(?:[ap]\.?m\b\.?|gmt|utc|bst|est|edt|cet|uhr))?[ \t)\]]*(?:$|[-–—:|])/gim;
/** Entries from which a page is a live blog. */
const TIMELINE_LINES = 3;

/** Is the text a live blog: entries under clock times? Linear. */
export function isTimeline(text: string): boolean {
  return (text.match(CLOCK_LINE)?.length ?? 0) >= TIMELINE_LINES;
}

/** Units of an entry that is told, not a headline of a ticker beside the article. */
const ENTRY_MIN = 100;

/** Are there several entries of whole sentences under clock times among what was dropped from a page? Linear. */
export function hasDroppedEntries(dropped: string): boolean {
  const lines = dropped.split("\n").filter((line) => line.trim() !== "");
  let entries = 0;
  lines.forEach((line, index) => {
    CLOCK_LINE.lastIndex = 0;
    if (line.length < ENTRY_MIN && CLOCK_LINE.test(line) && (lines[index + 1] ?? "").length >= ENTRY_MIN) entries++;
  });
  return entries >= TIMELINE_LINES;
}
