/** Documents as `read` hands them to `parse`, for tests. */
import type { DocumentId, Format, RawDocument } from "../../src/types.ts";

export function raw(payload: string, format: Format, url?: string): RawDocument {
  return {
    id: "0123456789abcdef" as DocumentId,
    provenance: { source: `page.${format}`, record: undefined, url, fetchedAt: undefined, sha256: "", bytes: payload.length },
    key: undefined,
    format,
    encoding: { name: "utf-8", how: "utf-8" },
    payload,
    claims: [],
    notices: [],
  };
}
