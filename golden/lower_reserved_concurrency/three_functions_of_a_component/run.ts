import { Pipeline } from "./lib/pipeline";

new Pipeline("pipeline", { environmentSuffix: "test" });
