/** Properties draw the same cases in every run, so that a red run says something about the change; FAST_CHECK_SEED explores others. */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"] ?? 20_261_121) });
