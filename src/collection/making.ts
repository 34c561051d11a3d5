/** What lines and files of documents are made with: loaded with the first document of which something is new. */
export { emit } from "../emit/emit.ts";
export { toLine, toManifestRecord } from "../emit/record.ts";
export { outcomeOf } from "../flow/outcome.ts";
export { NameBook } from "./names.ts";
