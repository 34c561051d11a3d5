/** What is said about documents is said in words that fit. */
import { expect, it } from "vitest";
import { notice } from "../src/notices.ts";

it("counts one character as one", () => {
  expect(notice("encoding-replaced", "1").message).toBe("1 character could not be decoded and shows as U+FFFD");
  expect(notice("encoding-replaced", "2").message).toBe("2 characters could not be decoded and show as U+FFFD");
});
