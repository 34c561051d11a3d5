/** The version of the package, for `--version` and records. */
export { VERSION } from "../io/version.ts";
