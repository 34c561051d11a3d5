import { expect, it } from "vitest";
import { faultHint, faultText, isSystemFault } from "../../src/io/faults.ts";

const fault = (code: string): Error => Object.assign(new Error(code), { code });

it("says what to do where too many files are open, which is about no file in particular", () => {
  for (const code of ["EMFILE", "ENFILE"]) {
    expect(isSystemFault(fault(code))).toBe(true);
    expect(faultText(fault(code))).toContain("files");
    expect(faultHint(fault(code))).toContain("ulimit -n");
  }
  expect(faultHint(fault("ENOSPC"))).toBeUndefined();
});
