/** The parts of the help that are no options. At most 80 columns. */

export const PURPOSE = `Scraped text, HTML and Markdown in; clean Markdown out, one file an article,
boilerplate stripped and copies found.`;

export const EXAMPLES = `
Examples:
  ingest ./seeds                      clean a folder, find copies: ./ingested
  ingest ./drop --json | jq .title    records instead of files
  curl -s URL | ingest -              one page in, Markdown out
  ingest ./drop -o news --fail-on failed --report github     in CI
  ingest explain ./drop/a.html        why was this block dropped?
  ingest compare a.txt b.html         the same article?
`;

export const STATUS_HELP = `
Exit status:
  0 done   1 found what --fail-on names   2 could not do it
  3 done, but some inputs failed; verify: parts disagree; explain: it failed
  129, 130, 143 interrupted
`;
