import { Api } from "./lib/api";

new Api("api", { environmentSuffix: "dev" });
