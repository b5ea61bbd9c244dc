// Two projects: `unit` is pure and fast; `engine` loads the real TensorFlow, sharp, SQLite and DuckDB, one file at a time.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [react()],
        test: {
          name: "unit",
          include: ["{bench,core,electron,renderer}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.engine.test.ts"],
          environment: "node",
          testTimeout: 30_000, // a hundred broken data sets on busy cores; nothing here is timed
        },
      },
      {
        test: {
          name: "engine",
          include: ["{core,electron}/**/*.engine.test.ts"],
          pool: "forks",
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
