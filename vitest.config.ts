import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["tests/setup.ts"],
    include: ["tests/**/*.test.ts"],
    // Files that start the built command take seconds on a small machine; the bound only catches hangs.
    testTimeout: 60_000,
    // Building, which several files wait for, takes longer than the default allows on a busy machine.
    hookTimeout: 120_000,
    // One core is left idle otherwise, which on a machine with two is half of it.
    maxWorkers: "100%",
    coverage: { provider: "v8", include: ["src/**/*.ts"], reporter: ["text-summary", "json-summary"] },
  },
});
